import { download } from '#lib/api/download.ts';
import { get } from '#lib/api/http.ts';

export type About = {
  version: string;
  data_dir: string;
  log_dir: string;
  /** `keyring`, `file`, `passphrase_file`, `none`. */
  key_place: string;
  store: {
    path: string;
    id: string;
    schema_version: number;
    sqlite_version: string;
    cipher_version: string;
    size_bytes: number;
    log_bytes: number;
  };
  journal_public_key?: string | null;
  broken?: { chain: string; seq: number; fault: string } | null;
};

export const about = (signal?: AbortSignal) => get<About>('/about', signal);
export const supportBundle = () => download('POST', '/about/support-bundle', 'ecrin-support.zip');
