import { ApiError } from './error';
import { call } from './http';
import type { Request, StreamEvent } from './generated/contracts';
import { events } from './sse';

/** Runs a model: the events up to and with `done`. An `error` event, and an end without `done`, are thrown. */
export async function* infer(request: Request, signal?: AbortSignal): AsyncGenerator<Exclude<StreamEvent, { type: 'error' }>> {
  const response = await call('/api/inference/stream', { method: 'POST', body: request, signal, accept: 'text/event-stream' });
  for await (const event of events<StreamEvent>(response)) {
    if (event.type === 'error') throw new ApiError(event.code as ApiError['code'], event.message, event.details);
    yield event;
    if (event.type === 'done') return;
  }
  throw new ApiError('stream_broken', 'The stream ended before the answer was complete.');
}
