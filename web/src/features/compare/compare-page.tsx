import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { toApiError } from '@/api/error';
import { findTask, useTasks, type Task } from '@/api/tasks';
import type { Draft } from '@/forms/draft';
import { Examples } from '@/forms/examples';
import { ModelField } from '@/forms/model-field';
import { RequestForm } from '@/forms/request-form';
import { TaskSelect } from '@/forms/task-select';
import { useDraft } from '@/forms/use-draft';
import { RunBar } from '@/session/run-bar';
import { FailureBox } from '@/ui/failure-box';
import { Icon } from '@/ui/icon';
import { Loading } from '@/ui/loading';
import { Page } from '@/ui/page';
import { CompareColumn } from './compare-column';

const most = 4;

export interface Round {
  number: number;
  draft: Draft;
}

function Bench({ task, models }: { task: Task; models: string[] }) {
  const form = useDraft(task);
  const [round, setRound] = useState<Round>();
  const [running, setRunning] = useState<string[]>([]);
  const [stops, setStops] = useState(0);
  const obstacles = [...(models.length < 2 ? ['two models'] : []), ...(task.supported ? [] : [`a program that serves ${task.task}: this one does not yet`]), ...form.obstacles];
  const settle = (id: string, runs: boolean) => setRunning((now) => (runs ? [...new Set([...now, id])] : now.filter((one) => one !== id)));
  return (
    <div className="flex flex-col gap-6">
      <section aria-label="Request" className="flex max-w-3xl flex-col gap-5">
        <Examples examples={task.examples} onExample={form.load} />
        <RequestForm inputs={form.inputs} options={form.options} draft={form.draft} group={form.group} problems={form.wrong} onChange={form.setDraft} onGroup={form.setGroup} />
        <RunBar obstacles={obstacles} running={running.length > 0} onRun={() => setRound((now) => ({ number: (now?.number ?? 0) + 1, draft: form.sent }))} onStop={() => setStops(stops + 1)} />
      </section>
      <div className="grid items-start gap-4 md:grid-cols-2" style={{ gridAutoFlow: 'row' }}>
        {models.map((id) => (
          <CompareColumn key={id} modelId={id} task={task} round={round} stops={stops} onRunning={(runs) => settle(id, runs)} />
        ))}
      </div>
    </div>
  );
}

/** The same request to several models, their answers side by side. */
export default function ComparePage() {
  const [search, setSearch] = useSearchParams();
  const tasks = useTasks();
  const models = search.getAll('model').slice(0, most);
  const task = findTask(tasks.data, search.get('task') ?? '');
  const change = (list: string[]) =>
    setSearch((now) => {
      now.delete('model');
      for (const id of new Set(list)) if (id) now.append('model', id);
      return now;
    });
  if (tasks.error) return <Page title="Compare"><FailureBox error={toApiError(tasks.error)} onRetry={() => void tasks.refetch()} /></Page>;
  if (!tasks.data) return <Page title="Compare"><Loading what="Asking the server…" /></Page>;
  return (
    <Page title="Compare" lead={`The same request to up to ${most} models, side by side.`}>
      <div className="mb-6 grid gap-4 md:grid-cols-2">
        <TaskSelect tasks={tasks.data} suggested={[]} value={task?.task ?? ''} onChange={(id) => setSearch((now) => (now.set('task', id), now))} />
        <div className="flex flex-col gap-2">
          <ModelField key={models.join()} value="" onChange={(id) => change([...models, id])} />
          <ul className="flex flex-wrap gap-2">
            {models.map((id) => (
              <li key={id} className="badge badge-soft gap-1 pr-1">
                {id}
                <button type="button" className="btn btn-ghost btn-xs btn-circle size-5" aria-label={`Remove ${id}`} onClick={() => change(models.filter((one) => one !== id))}>
                  <Icon name="close" className="size-3" />
                </button>
              </li>
            ))}
          </ul>
        </div>
      </div>
      {task && <Bench key={task.task} task={task} models={models} />}
    </Page>
  );
}
