import { useEffect, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { useExampleFiles } from '@/api/examples';
import { localTasks, useLocalModels, useVerdict } from '@/api/models';
import { toApiError } from '@/api/error';
import { findTask, useTasks } from '@/api/tasks';
import { mediaNames } from '@/lib/media';
import { useRun } from '@/session/runs';
import { FailureBox } from '@/ui/failure-box';
import { Loading } from '@/ui/loading';
import { Page } from '@/ui/page';
import { requestIn } from '@/forms/examples';
import { ModelField } from '@/forms/model-field';
import { TaskSelect } from '@/forms/task-select';
import { Workbench } from './workbench';

/** Which model and task: out of the address, else what the model was made for. */
export function RunPage({ modelId }: { modelId: string }) {
  const [search, setSearch] = useSearchParams();
  const [, navigate] = useLocation();
  const tasks = useTasks();
  const local = useLocalModels();
  const before = useRun(search.get('from') ?? undefined);
  const [go, setGo] = useState(() => search.get('go') === '1');
  const named = search.get('task');
  const here = localTasks(local.data?.models.find(({ id }) => id === modelId));
  const asksHub = modelId !== '' && named === null && local.isFetched && here.length === 0;
  const verdict = useVerdict(asksHub ? modelId : '');
  const suggested = here.length > 0 ? here : verdict.data?.task ? [verdict.data.task] : [];
  const task = findTask(tasks.data, named ?? suggested[0] ?? '');
  const example = go && task?.examples[0] ? requestIn(task.examples[0]) : undefined;
  const files = useExampleFiles(mediaNames(example), example !== undefined);

  // `go` starts an example once; a reload must not run it again
  useEffect(() => {
    if (search.get('go') === '1') setSearch((now) => (now.delete('go'), now), { replace: true });
  }, [search, setSearch]);

  const choose = (id: string) => navigate(`/run/${id}${named ? `?task=${encodeURIComponent(named)}` : ''}`);
  const changeTask = (id: string) => {
    setGo(false);
    setSearch((now) => (now.set('task', id), now.delete('from'), now));
  };
  const initial = before.data ?? (example && files.data && { ...example, files: files.data });
  const waits = (search.has('from') && before.isPending) || (example && files.isPending) || (modelId !== '' && named === null && (local.isPending || verdict.isLoading));
  return (
    <Page title="Run" lead="Choose a model and a task, fill in the form, see the answer.">
      {tasks.error && <FailureBox error={toApiError(tasks.error)} onRetry={() => void tasks.refetch()} />}
      <div className="mb-6 grid gap-x-8 gap-y-4 md:grid-cols-2">
        <ModelField key={modelId} value={modelId} onChange={choose} />
        {tasks.data && (
          <TaskSelect tasks={tasks.data} suggested={suggested} value={task?.task ?? ''} onChange={changeTask} />
        )}
      </div>
      {files.error && <FailureBox error={toApiError(files.error)} onRetry={() => void files.refetch()} />}
      {verdict.error && !task && <FailureBox error={toApiError(verdict.error)} onRetry={() => void verdict.refetch()} />}
      {waits || tasks.isPending ? (
        <Loading what="Looking at the model…" />
      ) : (
        task && <Workbench key={`${modelId} ${task.task} ${search.get('from') ?? ''}`} modelId={modelId} task={task} initial={initial} go={go && initial !== undefined} />
      )}
    </Page>
  );
}
