/**
 * Labels as pictures, by a renderer that shares nothing with ours: what `tests/it/labels.rs` shows to
 * the decoders. In: a JSON list of `{ zpl, width_mm, height_mm, dpmm, png }` on standard input; out:
 * the PNG files.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { ready } from 'zpl-renderer-js';

const { api } = await ready;
for (const { zpl, width_mm, height_mm, dpmm, png } of JSON.parse(readFileSync(0, 'utf8'))) {
  const picture = await api.zplToBase64Async(zpl, width_mm, height_mm, dpmm);
  writeFileSync(png, Buffer.from(picture, 'base64'));
}
process.exit(0);
