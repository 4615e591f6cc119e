import { Link } from 'wouter';
import { toApiError } from '@/api/error';
import { localTasks, useDelete, type LocalModel } from '@/api/models';
import type { LocalModels } from '@/api/generated/contracts';
import { ago, bytes, plural } from '@/lib/format';
import { FailureBox } from '@/ui/failure-box';
import { Icon } from '@/ui/icon';
import { Section } from './section';

function Row({ model }: { model: LocalModel }) {
  const remove = useDelete();
  const ask = () => window.confirm(`Delete ${model.id} (${bytes(model.bytes)}) from this machine's disk?`) && remove.mutate(model.id);
  return (
    <li className="flex flex-col gap-2 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <Link href={`/models/${model.id}`} className="link link-hover font-medium break-words">{model.id}</Link>
          <p className="text-base-content/75 text-sm">{localTasks(model).join(', ') || 'no task named'}</p>
        </div>
        <span className="w-20 text-sm tabular-nums">{bytes(model.bytes)}</span>
        <span className="text-base-content/75 w-36 text-sm">{model.origin === 'starter' ? 'with the program' : model.last_used ? `used ${ago(model.last_used)}` : ''}</span>
        <button type="button" className="btn btn-ghost btn-sm" aria-label={`Delete ${model.id}`} disabled={model.origin === 'starter' || remove.isPending} onClick={ask}>
          <Icon name="trash" /> Delete
        </button>
      </div>
      {model.partial_bytes > 0 && <p className="text-warning text-sm">{bytes(model.partial_bytes)} of an unfinished download</p>}
      {remove.error && <FailureBox error={toApiError(remove.error)} />}
    </li>
  );
}

export function DiskModels({ local: { models, damaged, bytes: used, disk_free: free } }: { local: LocalModels }) {
  return (
    <Section title="On the disk" note={`${plural(models.length, 'model')} · ${bytes(used)} from the Hub · ${bytes(free)} free`}>
      {damaged.map(({ message }) => (
        <p key={message} className="text-warning mb-2 flex gap-2 text-sm"><Icon name="warning" /> {message}</p>
      ))}
      <ul className="divide-base-300 divide-y">
        {models.map((model) => <Row key={model.id} model={model} />)}
      </ul>
    </Section>
  );
}
