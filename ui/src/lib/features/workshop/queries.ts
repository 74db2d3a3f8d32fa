import * as api from '#lib/api/generated/sdk.gen.ts';
import type { Span } from './types.ts';

/** The reports of work from one day to another, both included. */
export const turnaround = (by: string, span: Span, signal?: AbortSignal) =>
  api.workshopTurnaround({ query: { by, ...span }, signal });
export const late = (by: string, span: Span, signal?: AbortSignal) =>
  api.workshopLate({ query: { by, ...span }, signal });
export const redo = (by: string, span: Span, signal?: AbortSignal) =>
  api.workshopRedo({ query: { by, ...span }, signal });
export const margin = (by: string, span: Span, signal?: AbortSignal) =>
  api.workshopMargin({ query: { by, ...span }, signal });
export const lost = (span: Span, signal?: AbortSignal) => api.workshopLost({ query: span, signal });
