import { download } from '#lib/api/download.ts';
import * as api from '#lib/api/generated/sdk.gen.ts';

export const about = (signal?: AbortSignal) => api.about({ signal });
export const supportBundle = () =>
  download(api.supportBundle({ parseAs: 'blob' }), 'ecrin-support.zip');
