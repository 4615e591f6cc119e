import { Link } from 'wouter';
import { localTasks, useLocalModels } from '@/api/models';
import { findTask, type Task } from '@/api/tasks';
import { ago, bytes, plural } from '@/lib/format';
import { Empty } from '@/ui/empty';
import { tasksLeft, type Filter } from './filter';

/** The models on the disk that the filter leaves. */
export function LocalList({ tasks, filter }: { tasks: Task[]; filter: Filter }) {
  const local = useLocalModels();
  const wanted = new Set(tasksLeft(tasks, filter).map(({ task }) => task));
  const words = filter.q.toLowerCase().split(/\s+/);
  const all = filter.input || filter.output || filter.goal || filter.task ? undefined : true;
  const models = (local.data?.models ?? []).filter((model) => words.every((word) => model.id.toLowerCase().includes(word)) && (all ?? localTasks(model).some((id) => wanted.has(findTask(tasks, id)?.task ?? id))));
  if (local.data && models.length === 0) return <Empty title="No model on this machine matches." />;
  return (
    <>
      <p role="status" className="text-base-content/75 mb-3 text-sm">{plural(models.length, 'model')} on this machine</p>
      <ul className="grid grid-cols-1 gap-3 md:grid-cols-2">
        {models.map((model) => (
          <li key={model.id}>
            <Link href={`/models/${model.id}`} className="rounded-box border-base-300 bg-base-100 hover:border-primary block h-full border p-4">
              <p className="truncate font-medium">{model.id}</p>
              <p className="text-base-content/75 truncate text-sm">{localTasks(model).map((id) => findTask(tasks, id)?.title ?? id).join(', ') || 'No task named'}</p>
              <p className="text-base-content/75 mt-1 text-sm">
                {bytes(model.bytes)}
                {model.origin === 'starter' ? ' · comes with the program' : model.last_used && ` · used ${ago(model.last_used)}`}
              </p>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
