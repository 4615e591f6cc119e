import { useState } from 'react';
import { useLocation } from 'wouter';
import { toApiError } from '@/api/error';
import { findTask, useTasks } from '@/api/tasks';
import { useChangeRuns, useRuns, type Run } from '@/session/runs';
import { download } from '@/lib/download';
import { plural } from '@/lib/format';
import { Empty } from '@/ui/empty';
import { FailureBox } from '@/ui/failure-box';
import { Icon } from '@/ui/icon';
import { Loading } from '@/ui/loading';
import { Page } from '@/ui/page';
import { exported } from './export';
import { RunDetail } from './run-detail';
import { RunRow, summaryOf } from './run-row';

const matches = (run: Run, text: string): boolean => `${run.modelId} ${run.task} ${summaryOf(run)}`.toLowerCase().includes(text.toLowerCase());

/** The runs that this browser keeps: found again, looked at, run again, taken away. */
export default function RunsPage({ chosen }: { chosen?: string }) {
  const runs = useRuns();
  const tasks = useTasks();
  const change = useChangeRuns();
  const [text, setText] = useState('');
  const [only, setOnly] = useState(false);
  const [, navigate] = useLocation();
  const all = runs.data ?? [];
  const shown = all.filter((run) => matches(run, text) && (!only || run.favourite));
  const run = all.find(({ id }) => id === chosen);
  const clear = () => {
    if (window.confirm(`Delete ${plural(all.length, 'run')} from this browser, favourites too?`)) change.mutate({ remove: all.map(({ id }) => id) });
  };
  const actions = (
    <>
      <button type="button" className="btn btn-sm" disabled={all.length === 0} onClick={() => void exported(shown).then((text) => download(text, 'runs.json'))}><Icon name="download" /> Export</button>
      <button type="button" className="btn btn-ghost btn-sm" disabled={all.length === 0} onClick={clear}><Icon name="trash" /> Delete all</button>
    </>
  );
  return (
    <Page title="Runs" lead="Kept in this browser alone." actions={actions}>
      {(runs.error ?? change.error) && <FailureBox error={toApiError(runs.error ?? change.error)} />}
      {runs.isPending && <Loading what="Opening the history…" />}
      {runs.data?.length === 0 && <Empty title="Nothing has been run here yet.">Every run appears in this list, with its request and its answer.</Empty>}
      {all.length > 0 && (
        <div className="grid items-start gap-6 lg:grid-cols-[22rem_1fr]">
          <section aria-label="List" className={run ? 'hidden lg:block' : ''}>
            <div className="mb-3 flex gap-2">
              <label className="input input-sm flex-1">
                <Icon name="search" className="size-4 opacity-70" />
                <span className="sr-only">Search the runs</span>
                <input type="search" placeholder="Search" value={text} onChange={(event) => setText(event.target.value)} />
              </label>
              <button type="button" className={`btn btn-sm btn-square ${only ? 'btn-primary' : ''}`} aria-pressed={only} aria-label="Favourites only" onClick={() => setOnly(!only)}><Icon name="star" /></button>
            </div>
            {shown.length === 0 && <p className="text-base-content/75 py-6 text-center text-sm">No run matches.</p>}
            <ul className="flex flex-col gap-1">
              {shown.map((one) => (
                <RunRow key={one.id} run={one} title={findTask(tasks.data, one.task)?.title ?? one.task} current={one.id === chosen} onFavourite={() => change.mutate({ keep: { ...one, favourite: !one.favourite } })} />
              ))}
            </ul>
          </section>
          {run ? (
            <RunDetail run={run} task={findTask(tasks.data, run.task)} onDelete={() => change.mutate({ remove: [run.id] }, { onSuccess: () => navigate('/runs') })} />
          ) : (
            <p className="text-base-content/75 hidden py-16 text-center lg:block">{chosen ? 'This run is not kept here any more.' : 'Choose a run.'}</p>
          )}
        </div>
      )}
    </Page>
  );
}
