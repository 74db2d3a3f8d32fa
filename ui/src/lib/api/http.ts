/**
 * The one way to the server. Paths are relative to the page, so the same code runs from a browser
 * and from the desktop window's own `ecrin://` scheme.
 */
import { v7 } from 'uuid';
import { heard } from './changes.ts';
import { OFFLINE, Problem, problemFrom } from './problem.ts';

const RETRIES_MS = [150, 600];

/** An id for something this client creates: time-ordered, so that rows stay in order. */
export const newId = (): string => v7();

const refusals = new Set<(problem: Problem) => void>();

/** Hears every refusal, whoever asked: a locked session concerns the whole screen. */
export function onRefusal(heardOf: (problem: Problem) => void): () => void {
  refusals.add(heardOf);
  return () => refusals.delete(heardOf);
}

/** Reads asked for this long after the last key or touch are nobody's: they keep no one awake. */
const PRESENT_MS = 5_000;
let present = 0;
if (typeof window !== 'undefined') {
  for (const sign of ['keydown', 'pointerdown', 'wheel']) {
    window.addEventListener(sign, () => (present = Date.now()), { capture: true, passive: true });
  }
}

/**
 * `fetch` as the generated client wants it: commands carry an idempotency key, so that one that got
 * no answer may be sent again without being done twice; reads are simply tried again.
 */
export async function send(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, { credentials: 'same-origin', ...init });
  if (request.method !== 'GET' && !request.headers.has('Idempotency-Key')) {
    request.headers.set('Idempotency-Key', newId());
  }
  if (request.method === 'GET' && Date.now() - present > PRESENT_MS) {
    request.headers.set('X-Background', '1');
  }
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await fetch(request.clone());
      const changes = answer.headers.get('X-Changes');
      if (changes) heard(changes.split(',').map((tag) => tag.trim()));
      return answer;
    } catch (cause) {
      if (request.signal.aborted) throw cause;
      const pause = RETRIES_MS[attempt];
      if (pause === undefined) throw new Problem(OFFLINE, 0);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

type Body = Record<string, unknown> | unknown[] | Blob | undefined;

/** One call, its JSON back; throws a `Problem`. For what the generated client doesn't cover. */
export async function call<T>(
  method: string,
  path: string,
  body?: Body,
  options: { signal?: AbortSignal; key?: string; headers?: Record<string, string> } = {}
): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers };
  const raw = body instanceof Blob;
  if (body !== undefined && !raw) headers['Content-Type'] = 'application/json';
  if (options.key) headers['Idempotency-Key'] = options.key;
  const answer = await send(`/api/v1${path}`, {
    method,
    headers,
    signal: options.signal,
    // Its bytes, not the file: WebKitGTK ends the page that sends a file to a scheme of our own.
    body: body === undefined ? undefined : raw ? await body.arrayBuffer() : JSON.stringify(body)
  });
  const text = await answer.text();
  const json: unknown = text ? parse(text) : undefined;
  if (!answer.ok) {
    const problem = problemFrom(answer.status, json);
    for (const heardOf of refusals) heardOf(problem);
    throw problem;
  }
  return json as T;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const get = <T>(path: string, signal?: AbortSignal) =>
  call<T>('GET', path, undefined, { signal });
export const post = <T>(path: string, body?: Body, key?: string) =>
  call<T>('POST', path, body ?? {}, { key });
export const put = <T>(path: string, body?: Body) => call<T>('PUT', path, body ?? {});
export const patch = <T>(path: string, body?: Body) => call<T>('PATCH', path, body ?? {});
export const remove = <T>(path: string, body?: Body) => call<T>('DELETE', path, body);

/** Sends a file as it is; its name goes beside it, because a body has none. */
export function upload<T>(method: string, path: string, file: File, key?: string): Promise<T> {
  return call<T>(method, path, file, {
    key,
    headers: {
      'Content-Type': file.type || 'application/octet-stream',
      'X-File-Name': encodeURIComponent(file.name)
    }
  });
}

/** Puts a query together, leaving out what isn't set. */
export function query(
  values: Record<string, string | number | boolean | null | undefined>
): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== '') pairs.set(name, String(value));
  }
  const text = pairs.toString();
  return text ? `?${text}` : '';
}
