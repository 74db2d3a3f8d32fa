import * as api from '#lib/api/generated/sdk.gen.ts';

export const wordings = (signal?: AbortSignal) => api.wordings({ signal });
export const setWording = (body: Parameters<typeof api.setWording>[0]['body']) =>
  api.setWording({ body });
export const preview = (
  body: Parameters<typeof api.previewWording>[0]['body'],
  signal?: AbortSignal
) => api.previewWording({ body, signal });
