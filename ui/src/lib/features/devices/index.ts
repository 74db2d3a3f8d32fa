export { default as DeviceList } from './DeviceList.svelte';
