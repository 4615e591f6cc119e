import { Link } from 'wouter';
import type { LocalModel } from '@/api/models';
import type { Task } from '@/api/tasks';
import { bytes } from '@/lib/format';
import { Icon } from '@/ui/icon';

export interface Ready {
  model: LocalModel;
  task: Task;
}

const most = 9;

/** A model that is here, and one click that runs its task's example. */
function ReadyCard({ model, task }: Ready) {
  const example = encodeURIComponent(task.task);
  return (
    <li className="rounded-box border-base-300 bg-base-100 flex min-w-0 flex-col gap-3 border p-5">
      <div className="flex-1">
        <h3 className="font-semibold">{task.title}</h3>
        <p className="text-base-content/75 mt-1 text-sm">{task.description}</p>
      </div>
      <p className="text-base-content/75 truncate font-mono text-xs" title={model.id}>{model.id} · {bytes(model.bytes)}</p>
      <div className="flex gap-2">
        <Link href={`/run/${model.id}?task=${example}&go=1`} className="btn btn-primary btn-sm">
          <Icon name="play" /> Run an example
        </Link>
        <Link href={`/run/${model.id}?task=${example}`} className="btn btn-ghost btn-sm">Open</Link>
      </div>
    </li>
  );
}

export function ReadyModels({ ready }: { ready: Ready[] }) {
  return (
    <section aria-labelledby="ready">
      <h2 id="ready" className="mb-1 text-lg font-semibold">Ready on this machine</h2>
      <p className="text-base-content/75 mb-4 text-sm">These run at once, without a network.</p>
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {ready.slice(0, most).map((one) => (
          <ReadyCard key={one.model.id} {...one} />
        ))}
      </ul>
      <Link href="/system" className="link mt-4 inline-block text-sm">All models on this machine</Link>
    </section>
  );
}
