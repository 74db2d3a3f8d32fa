import { afterEach, describe, expect, it, vi } from 'vitest';
import { onChanges } from './changes.ts';
import { fileBody, once, send } from './http.ts';
import { OFFLINE } from './problem.ts';

const URL = 'http://shop.test/api/v1/tills';
type Asked = { method: string; key: string | null; text: string };

/** Answers one call after the other; what was asked comes back. An error is a cable out. */
function server(...answers: (Response | Error)[]): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    const key = request.headers.get('Idempotency-Key');
    asked.push({ method: request.method, key, text: await request.text() });
    const answer = answers.shift();
    if (answer instanceof Response) return answer;
    throw answer ?? new Error('nobody expected this call');
  });
  return asked;
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('send', () => {
  it('sends a command again under the same key until somebody answers', async () => {
    vi.useFakeTimers();
    const asked = server(new TypeError('cable'), new TypeError('cable'), Response.json({}));
    const sent = send(URL, { method: 'POST', body: '{"id":1}' });
    await vi.runAllTimersAsync();
    expect((await sent).status).toBe(200);
    expect(asked.map(({ text }) => text)).toEqual(['{"id":1}', '{"id":1}', '{"id":1}']);
    expect(new Set(asked.map(({ key }) => key)).size).toBe(1);
    expect(asked[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('keeps a key it was given, and asks a read without one', async () => {
    const asked = server(Response.json({}), Response.json({}));
    await send(new Request(URL, { method: 'PUT', headers: once('mine') }));
    await send(URL);
    expect(asked.map(({ key }) => key)).toEqual(['mine', null]);
  });

  it('gives up after three tries, and says that nobody answered', async () => {
    vi.useFakeTimers();
    const asked = server(...[1, 2, 3].map(() => new TypeError('cable')));
    const refused = expect(send(URL)).rejects.toMatchObject({ code: OFFLINE });
    await vi.runAllTimersAsync();
    await refused;
    expect(asked).toHaveLength(3);
  });

  it('throws a refusal as the problem it is, and does not ask again', async () => {
    const problem = { code: 'till.code_taken', params: { code: '1' }, detail: '' };
    const asked = server(Response.json(problem, { status: 409 }));
    await expect(send(URL, { method: 'PUT' })).rejects.toMatchObject({
      code: 'till.code_taken',
      status: 409,
      params: { code: '1' }
    });
    expect(asked).toHaveLength(1);
  });

  it('tells what changed', async () => {
    const tags: string[] = [];
    const stop = onChanges((some) => tags.push(...some));
    server(Response.json({}, { headers: { 'X-Changes': 'stock, sale:1' } }));
    await send(URL, { method: 'POST' });
    stop();
    expect(tags).toEqual(['stock', 'sale:1']);
  });
});

it('sends a file as its bytes, its name beside it', async () => {
  const { body, headers } = await fileBody(new File(['or'], 'bague n° 1.jpg'));
  expect(new TextDecoder().decode(body)).toBe('or');
  expect(headers).toEqual({
    'Content-Type': 'application/octet-stream',
    'X-File-Name': 'bague%20n%C2%B0%201.jpg'
  });
});
