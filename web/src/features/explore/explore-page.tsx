import { useDeferredValue, useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import { toApiError } from '@/api/error';
import { useModels } from '@/api/models';
import { useTasks, type Task } from '@/api/tasks';
import { Empty } from '@/ui/empty';
import { FailureBox } from '@/ui/failure-box';
import { Icon } from '@/ui/icon';
import { Loading } from '@/ui/loading';
import { Page } from '@/ui/page';
import { CatalogueNotes } from './catalogue-notes';
import { filterOf, searchOf, serverFilter, type Filter } from './filter';
import { Filters } from './filters';
import { LocalList } from './local-list';
import { ModelGrid } from './model-grid';

function HubList({ filter, tasks }: { filter: Filter; tasks: Task[] }) {
  const list = useModels(serverFilter(filter));
  const models = useMemo(() => list.data?.pages.flatMap(({ models: some }) => some) ?? [], [list.data]);
  if (list.error) return <FailureBox error={toApiError(list.error)} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading what="Fetching the list of models…" />;
  const [page] = list.data.pages;
  return (
    <div className="flex flex-col gap-3" aria-busy={list.isFetching}>
      {page && <CatalogueNotes page={page} />}
      {models.length === 0 ? (
        <Empty title="No model matches.">Take a filter away, or search for fewer words.</Empty>
      ) : (
        <ModelGrid models={models} tasks={tasks} hasMore={list.hasNextPage && !list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
      )}
    </div>
  );
}

/** The models of the Hub, and of this machine, by what they do. */
export default function ExplorePage() {
  const [search, setSearch] = useSearchParams();
  const [open, setOpen] = useState(false);
  const tasks = useTasks();
  const filter = filterOf(search);
  const shown = useDeferredValue(filter);
  const change = (next: Filter) => setSearch(searchOf(next), { replace: true });
  if (tasks.error) return <Page title="Explore"><FailureBox error={toApiError(tasks.error)} onRetry={() => void tasks.refetch()} /></Page>;
  return (
    <Page title="Explore">
      <div className="grid grid-cols-1 gap-x-8 gap-y-4 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <aside aria-label="Filters" className="lg:sticky lg:top-20 lg:max-h-[calc(100dvh-6rem)] lg:self-start lg:overflow-y-auto lg:pr-1">
          <button type="button" className="btn btn-sm mb-4 lg:hidden" aria-expanded={open} onClick={() => setOpen(!open)}>
            <Icon name={open ? 'down' : 'right'} /> Filters
          </button>
          <div className={`${open ? '' : 'hidden'} lg:block`}>{tasks.data && <Filters tasks={tasks.data} filter={filter} onChange={change} />}</div>
        </aside>
        <div className="flex min-w-0 flex-col gap-4">
          <label className="input w-full">
            <Icon name="search" className="size-4 opacity-70" />
            <span className="sr-only">Search the models</span>
            <input type="search" placeholder="Search by name" value={filter.q} onChange={(event) => change({ ...filter, q: event.target.value })} />
          </label>
          {tasks.data ? filter.here ? <LocalList tasks={tasks.data} filter={shown} /> : <HubList filter={shown} tasks={tasks.data} /> : <Loading what="Asking the server…" />}
        </div>
      </div>
    </Page>
  );
}
