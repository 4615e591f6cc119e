import { expect, test, vi } from 'vitest';
import { events } from './sse';

const answer = (chunks: Uint8Array[]) => new Response(new ReadableStream({ start: (out) => (chunks.forEach((chunk) => out.enqueue(chunk)), out.close()) }));
const bytes = (text: string) => new TextEncoder().encode(text);
const collect = async (response: Response) => {
  const all: unknown[] = [];
  for await (const event of events(response)) all.push(event);
  return all;
};

test('events come whole, wherever their bytes are cut', async () => {
  const whole = bytes(': hello\n\nid: 1\nevent: token\ndata: {"text":"schön 😀"}\n\ndata: {"a":\r\ndata: 2}\r\n\r\n');
  for (let cut = 1; cut < whole.length; cut += 1)
    expect(await collect(answer([whole.slice(0, cut), whole.slice(cut)]))).toEqual([{ text: 'schön 😀' }, { a: 2 }]);
});

test('an event without its end is no event', async () => {
  expect(await collect(answer([bytes('data: {"a":1}\n\ndata: {"b":2}\n')]))).toEqual([{ a: 1 }]);
});

test('leaving the loop ends the request', async () => {
  let cancelled = false;
  const endless = new ReadableStream({ pull: (out) => out.enqueue(bytes('data: 1\n\n')), cancel: () => void (cancelled = true) });
  for await (const event of events(new Response(endless))) {
    expect(event).toBe(1);
    break;
  }
  await vi.waitFor(() => expect(cancelled).toBe(true));
});
