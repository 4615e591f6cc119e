import { Link } from 'wouter';
import { toApiError } from '@/api/error';
import { localTasks, useLocalModels, type LocalModel } from '@/api/models';
import { findTask, useTasks, type Task } from '@/api/tasks';
import { FailureBox } from '@/ui/failure-box';
import { Icon } from '@/ui/icon';
import { Loading } from '@/ui/loading';
import { Page } from '@/ui/page';
import { GoalGrid } from './goal-grid';
import { FindModel } from './find-model';
import { ReadyModels, type Ready } from './ready-models';

/** For each served task one model on the disk: one that came with the program before others. */
function readyOf(models: LocalModel[], tasks: Task[]): Ready[] {
  const sorted = [...models].sort((a, b) => Number(b.origin === 'starter') - Number(a.origin === 'starter'));
  const all = sorted.flatMap((model) => {
    const task = localTasks(model).map((id) => findTask(tasks, id)).find((found) => found?.supported);
    return task ? [{ model, task }] : [];
  });
  return all.filter(({ task }, index) => all.findIndex((one) => one.task === task) === index);
}

/** The first screen: one click to a first answer, else a goal or a model. */
export function StartPage() {
  const tasks = useTasks();
  const local = useLocalModels();
  const error = tasks.error ?? local.error;
  const ready = readyOf(local.data?.models ?? [], tasks.data ?? []);
  return (
    <Page title="Run models of the Hugging Face Hub on this machine" lead="Nothing leaves it, and nothing has to be exported or installed.">
      <div className="flex flex-col gap-10">
        <FindModel />
        {error && <FailureBox error={toApiError(error)} onRetry={() => void Promise.all([tasks.refetch(), local.refetch()])} />}
        {(tasks.isPending || local.isPending) && <Loading what="Looking at what is here…" />}
        {ready.length > 0 && <ReadyModels ready={ready} />}
        {tasks.data && <GoalGrid tasks={tasks.data} />}
        {local.data && ready.length === 0 && (
          <p className="text-base-content/75 flex items-center gap-2">
            <Icon name="disk" /> No model that runs is on this machine yet. <Link href="/explore?runs=1" className="link">Find one on the Hub</Link>
          </p>
        )}
      </div>
    </Page>
  );
}
