import { get } from '#lib/api/http.ts';

export type About = {
  version: string;
  data_dir: string;
  store_path: string;
  log_dir: string;
  key_place: string;
  schema_version: number;
  store_bytes: number;
  healthy: boolean;
  health_detail?: string | null;
};

export const about = (signal?: AbortSignal) => get<About>('/about', signal);
export const SUPPORT_BUNDLE = '/api/v1/about/support';
