import { afterEach, expect, test, vi } from 'vitest';
import { ApiError } from './error';
import { idPath, json, query } from './http';
import { infer } from './inference';

afterEach(() => vi.unstubAllGlobals());
const answering = (answer: () => Response | Promise<Response>) => vi.stubGlobal('fetch', () => Promise.resolve().then(answer));
const thrown = async (work: Promise<unknown>): Promise<ApiError> => work.then(() => Promise.reject(new Error('nothing was thrown')), (error: unknown) => error as ApiError);
const consumed = async () => {
  for await (const event of infer({ model_id: 'a', inputs: {} })) void event;
};

test('what the server refuses says code, message, hint and details', async () => {
  const error = { code: 'invalid_option', message: 'options.top_k: expected an integer', details: { option: 'top_k' } };
  answering(() => new Response(JSON.stringify({ error }), { status: 422 }));
  const failure = await thrown(json('/api/x'));
  expect(failure).toBeInstanceOf(ApiError);
  expect(failure).toMatchObject({ ...error, status: 422 });
  expect(failure.hint).toContain('Correct the option');
});

test('what is no answer of the server is told apart', async () => {
  answering(() => new Response('<html>proxy</html>', { status: 502 }));
  expect(await thrown(json('/api/x'))).toMatchObject({ code: 'answer_invalid', status: 502 });
  answering(() => new Response('<html>', { status: 200 }));
  expect(await thrown(json('/api/x'))).toMatchObject({ code: 'answer_invalid' });
});

test('a network that fails and a request that is stopped are told apart', async () => {
  answering(() => Promise.reject(new TypeError('Failed to fetch')));
  expect(await thrown(json('/api/x'))).toMatchObject({ code: 'network_failed' });
  answering(() => Promise.reject(new DOMException('aborted', 'AbortError')));
  expect(await thrown(json('/api/x'))).toMatchObject({ code: 'stopped' });
});

test('an error in a stream, and a stream without an end, are thrown', async () => {
  const event = { type: 'error', code: 'inference_failed', message: 'it failed', details: null };
  answering(() => new Response(`data: ${JSON.stringify(event)}\n\n`));
  expect(await thrown(consumed())).toMatchObject({ code: 'inference_failed', message: 'it failed' });
  answering(() => new Response('data: {"type":"start"}\n\n'));
  expect(await thrown(consumed())).toMatchObject({ code: 'stream_broken' });
});

test('addresses are written as the server reads them', () => {
  expect(query({ a: 'x y', b: undefined, c: '', d: true })).toBe('?a=x+y&d=true');
  expect(query({})).toBe('');
  expect(idPath('org/a b')).toBe('org/a%20b');
});
