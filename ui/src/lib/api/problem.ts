/**
 * What the server answers when it refuses: RFC 9457 problem details with a stable `code`.
 * The screens translate the code (see `explain.ts`), never the text.
 */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly params: Record<string, unknown>;

  constructor(code: string, status: number, params: Record<string, unknown> = {}, detail = '') {
    super(detail || code);
    this.name = 'Problem';
    this.code = code;
    this.status = status;
    this.params = params;
  }

  /** Nothing answered: the machine is alone, the server is down, the cable is out. */
  get offline(): boolean {
    return this.code === OFFLINE;
  }
}

/** The code of a request that got no answer at all. */
export const OFFLINE = 'client.offline';
/** The code of an answer that is not one of ours. */
export const UNREADABLE = 'client.unreadable';

/** Reads the body of a refused answer; an answer that is no problem document keeps its status. */
export function problemFrom(status: number, body: unknown): Problem {
  if (typeof body === 'object' && body !== null && 'code' in body) {
    const { code, params, detail } = body as Record<string, unknown>;
    if (typeof code === 'string') {
      const named = typeof params === 'object' && params !== null ? params : {};
      return new Problem(
        code,
        status,
        named as Record<string, unknown>,
        typeof detail === 'string' ? detail : ''
      );
    }
  }
  return new Problem(UNREADABLE, status);
}
