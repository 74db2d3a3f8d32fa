/**
 * The one way to the server. Paths are relative to the page, so the same code runs from a browser
 * and from the desktop window's own `ecrin://` scheme.
 */
import { v7 } from 'uuid';
import { heard } from './changes.ts';
import { OFFLINE, Problem, problemFrom } from './problem.ts';

const KEY = 'Idempotency-Key';
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
 * `fetch` as the generated client wants it. Commands carry an idempotency key, so that one that got
 * no answer may be sent again without being done twice; reads are simply tried again. A refusal is
 * thrown as a `Problem`.
 */
export async function send(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = input instanceof Request ? input : new Request(input, init);
  if (request.method !== 'GET' && !request.headers.has(KEY)) request.headers.set(KEY, newId());
  if (request.method === 'GET' && Date.now() - present > PRESENT_MS) {
    request.headers.set('X-Background', '1');
  }
  const answer = await answered(request);
  const changes = answer.headers.get('X-Changes');
  if (changes) heard(changes.split(',').map((tag) => tag.trim()));
  if (answer.ok) return answer;
  const body: unknown = await answer.json().catch(() => undefined);
  const problem = problemFrom(answer.status, body);
  for (const heardOf of refusals) heardOf(problem);
  throw problem;
}

async function answered(request: Request): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await fetch(request.clone());
    } catch (cause) {
      if (request.signal.aborted) throw cause;
      const pause = RETRIES_MS[attempt];
      if (pause === undefined) throw new Problem(OFFLINE, 0);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/** The header under which a command that is sent twice is still done once. */
export const once = (key: string) => ({ [KEY]: key });

/**
 * A file as the body of a generated call: as it is, its name beside it, because a body has none.
 * Its bytes, not the file: WebKitGTK ends the page that sends a file to a scheme of our own.
 */
export async function fileBody(file: File) {
  return {
    // OpenAPI has no name for bytes: the generated types call them text or numbers.
    body: (await file.arrayBuffer()) as never,
    bodySerializer: null,
    headers: {
      'Content-Type': file.type || 'application/octet-stream',
      'X-File-Name': encodeURIComponent(file.name)
    }
  };
}
