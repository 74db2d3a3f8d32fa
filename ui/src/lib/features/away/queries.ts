import * as api from '#lib/api/generated/sdk.gen.ts';
import type { AwayLimits, AwayLine } from './types.ts';

export const away = (on: string, signal?: AbortSignal) =>
  api.away({ query: { on: on || null }, signal });
export const awayCount = (signal?: AbortSignal) => api.awayCount({ signal });
export const limits = (signal?: AbortSignal) => api.awayLimits({ signal });
export const setLimits = (body: AwayLimits) => api.setAwayLimits({ body });

/** `until` null takes the extension back. */
export const extend = (id: string, line: AwayLine, until: string | null, reason: string) =>
  api.extendAway({
    body: {
      id,
      piece_id: line.kind === 'tray' ? null : line.id,
      tray_id: line.kind === 'tray' ? line.id : null,
      until_on: until,
      reason
    }
  });
