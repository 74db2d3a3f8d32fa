export * from './decode.ts';
export * from './detect.ts';
export * from './listen.ts';
export * from './once.ts';
