/** What happens to models on the server, as it happens: the queries that show it follow. */
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Downloads, LifecycleEvent, LoadedModel, ModelsStatus } from './generated/contracts';
import { call } from './http';
import { events } from './sse';

const patience = [500, 1000, 2000, 5000];
const wait = (ms: number) => new Promise((next) => setTimeout(next, ms));
const isSame = (a: LoadedModel, b: LoadedModel) => a.model_id === b.model_id && a.task === b.task && a.revision === b.revision;

/** The list with that row in it, in the place of the one that it is of. */
function withRow<T>(rows: T[], row: T, same: (a: T, b: T) => boolean): T[] {
  const at = rows.findIndex((one) => same(one, row));
  return at < 0 ? [...rows, row] : rows.map((one, index) => (index === at ? row : one));
}

/** Brings an event into what is shown. */
export function follow(client: QueryClient, event: LifecycleEvent): void {
  const stale = (...names: string[]) => names.forEach((name) => void client.invalidateQueries({ queryKey: [name] }));
  switch (event.type) {
    case 'snapshot':
      client.setQueryData<ModelsStatus>(['status'], { loaded: event.loaded, memory: event.memory, sequence: event.sequence });
      client.setQueryData<Downloads>(['downloads'], { downloads: event.downloads });
      return;
    case 'model':
      client.setQueryData<ModelsStatus>(['status'], (now) => now && { ...now, loaded: withRow(now.loaded, event, isSame) });
      if (!['queued', 'downloading', 'loading'].includes(event.state)) stale('status', 'system');
      return;
    case 'download':
      client.setQueryData<Downloads>(['downloads'], (now) => now && { downloads: withRow(now.downloads, event, (a, b) => a.id === b.id) });
      if (['done', 'cancelled', 'failed'].includes(event.state)) stale('local', 'verdict');
      return;
    case 'catalogue':
      // a long list is not read again under its reader; the pages that follow are of the new one
      return void client.invalidateQueries({ queryKey: ['models'], predicate: ({ state }) => ((state.data as { pages: unknown[] } | undefined)?.pages.length ?? 0) <= 3 });
    case 'deleted':
      return stale('local', 'verdict');
  }
}

/** Follows the server as long as the page is open; false while it cannot be reached. */
export function useLifecycle(): boolean {
  const client = useQueryClient();
  const [isReached, setReached] = useState(true);
  useEffect(() => {
    const abort = new AbortController();
    const listen = async () => {
      let last: number | undefined;
      for (let failures = 0; !abort.signal.aborted; failures += 1) {
        try {
          const headers = last === undefined ? undefined : { 'last-event-id': String(last) };
          const response = await call('/api/events', { signal: abort.signal, accept: 'text/event-stream', headers });
          setReached(true);
          for await (const event of events<LifecycleEvent>(response)) {
            failures = 0;
            last = event.sequence;
            follow(client, event);
          }
        } catch {
          setReached(false); // said on every screen until it is back
        }
        last = undefined; // a server that was restarted counts anew
        await wait(patience[Math.min(failures, patience.length - 1)] ?? 5000);
      }
    };
    void listen();
    return () => abort.abort();
  }, [client]);
  return isReached;
}
