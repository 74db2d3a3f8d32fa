/** Takes a file the server makes on demand and gives it to the browser to keep. */
import { send } from './http.ts';
import { problemFrom } from './problem.ts';

/** Gives the browser these bytes under this name. */
export function keep(bytes: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Asks for the file and keeps it; throws a `Problem`. */
export async function download(method: 'GET' | 'POST', path: string, name: string) {
  const answer = await send(`/api/v1${path}`, { method });
  if (!answer.ok) {
    const body: unknown = await answer.json().catch(() => undefined);
    throw problemFrom(answer.status, body);
  }
  keep(await answer.blob(), name);
}
