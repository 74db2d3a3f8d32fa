import * as api from '#lib/api/generated/sdk.gen.ts';

export const scales = (signal?: AbortSignal) => api.scales({ signal });
/** Waits until the scale is at rest. */
export const weigh = (id: string) => api.weigh({ path: { id } });
export const scaleReading = (id: string, signal?: AbortSignal) =>
  api.scaleReading({ path: { id }, signal });
