export * from './format.ts';
export * from './parse.ts';
export * from './pad.ts';
export * from './csv.ts';
