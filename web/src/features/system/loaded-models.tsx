import { Link } from 'wouter';
import { toApiError } from '@/api/error';
import { usePin, useUnload } from '@/api/models';
import type { ModelsStatus } from '@/api/generated/contracts';
import { bytes, duration } from '@/lib/format';
import { Bar } from '@/ui/bar';
import { FailureBox } from '@/ui/failure-box';
import { Icon } from '@/ui/icon';
import { Section } from './section';

type Loaded = ModelsStatus['loaded'][number];

function stateOf({ state, in_use: uses, idle_ms: idle, bytes_done: done, bytes_total: total }: Loaded): string {
  if (state === 'downloading' && total > 0) return `downloading ${bytes(done)} of ${bytes(total)}`;
  if (state !== 'ready') return state;
  if (uses > 0) return `answers ${uses}`;
  return idle === undefined ? 'idle' : `idle for ${duration(idle)}`;
}

function Row({ model }: { model: Loaded }) {
  const unload = useUnload();
  const pin = usePin();
  const { model_id: id, task, pinned, state } = model;
  const failed = unload.error ?? pin.error;
  return (
    <li className="flex flex-col gap-2 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <Link href={`/run/${id}?task=${encodeURIComponent(task)}`} className="link link-hover font-medium break-words">{id}</Link>
          <p className="text-base-content/75 text-sm">{[task, model.source, model.dtype, model.device].filter(Boolean).join(' · ')}</p>
        </div>
        <span className="w-20 text-sm tabular-nums">{bytes(model.bytes)}</span>
        <span className="w-40 text-sm">{stateOf(model)}</span>
        <button type="button" className={`btn btn-sm ${pinned ? 'btn-primary' : 'btn-ghost'}`} aria-pressed={pinned} disabled={pin.isPending} title="A pinned model is never evicted" onClick={() => pin.mutate({ model_id: id, task, pinned: !pinned })}>
          <Icon name="pin" /> {pinned ? 'Pinned' : 'Pin'}
        </button>
        <button type="button" className="btn btn-sm" disabled={unload.isPending || state !== 'ready'} onClick={() => unload.mutate({ id, task })}>Unload</button>
      </div>
      {model.reason && state !== 'ready' && <p className="text-base-content/75 text-sm break-words">{model.reason}</p>}
      {model.error && <p className="text-error text-sm break-words">{model.error.message}</p>}
      {failed && <FailureBox error={toApiError(failed)} />}
    </li>
  );
}

/** The models in memory or on their way there, against what they may take together. */
export function LoadedModels({ status: { loaded, memory } }: { status: ModelsStatus }) {
  const shown = loaded.filter(({ state }) => state !== 'gone');
  return (
    <Section title="In memory" note={`${bytes(memory.used_bytes)} of ${bytes(memory.budget_bytes)} that models may take`}>
      <Bar share={memory.used_bytes / memory.budget_bytes} />
      {shown.length === 0 ? (
        <p className="text-base-content/75 mt-4 text-sm">No model is loaded. The first request for one loads it.</p>
      ) : (
        <ul className="divide-base-300 mt-2 divide-y">
          {shown.map((model) => <Row key={`${model.model_id} ${model.task} ${model.revision}`} model={model} />)}
        </ul>
      )}
    </Section>
  );
}
