import { EventSourceParserStream } from 'eventsource-parser/stream';
import { toApiError } from './error';

/** The `data:` objects of a `text/event-stream`, as they come. Leaving the loop ends the request. */
export async function* events<T>(response: Response): AsyncGenerator<T> {
  if (!response.body) return;
  const decoded = response.body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array<ArrayBuffer>>);
  const reader = decoded.pipeThrough(new EventSourceParserStream()).getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      yield JSON.parse(value.data) as T;
    }
  } catch (thrown) {
    throw toApiError(thrown);
  } finally {
    await reader.cancel().catch(() => undefined); // it has ended already
  }
}
