import { Link } from 'wouter';
import { toApiError } from '@/api/error';
import { useKnown, useLocalModels, useVerdict, localTasks } from '@/api/models';
import { findTask, useTasks } from '@/api/tasks';
import { ago, bytes, count, whole } from '@/lib/format';
import { FailureBox } from '@/ui/failure-box';
import { Icon } from '@/ui/icon';
import { Loading } from '@/ui/loading';
import { Page } from '@/ui/page';
import { ModelState } from './model-state';
import { VerdictPanel } from './verdict-panel';
import { hubUrl } from './words';

function Facts({ id }: { id: string }) {
  const known = useKnown(id);
  if (known.isPending) return <Loading what="Asking the Hub…" />;
  if (known.error) return <FailureBox error={toApiError(known.error)} onRetry={() => void known.refetch()} />;
  const { summary, error } = known.data;
  if (!summary) return <p className="text-warning flex gap-2"><Icon name="warning" className="mt-1" /> The Hub could not be asked about it: {error?.message ?? 'no reason is known'}</p>;
  const rows: [string, string | undefined][] = [
    ['Downloads in 30 days', count(summary.downloads)],
    ['Likes', count(summary.likes)],
    ['Library', summary.library ?? undefined],
    ['Model type', summary.model_type ?? undefined],
    ['Architectures', summary.architectures.join(', ') || undefined],
    ['Parameters', summary.parameters === null ? undefined : whole(summary.parameters)],
    ['Weights', summary.size === null ? undefined : bytes(summary.size)],
    ['Changed', summary.lastModified ? ago(summary.lastModified) : undefined],
  ];
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-1.5 text-sm">
        {rows.map(([name, value]) => value !== undefined && (
          <div key={name} className="contents">
            <dt className="text-base-content/75">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <ul className="flex flex-wrap gap-1.5" aria-label="Tags">
        {summary.tags.slice(0, 30).map((tag) => <li key={tag} className="badge badge-soft badge-sm max-w-full"><span className="truncate">{tag}</span></li>)}
      </ul>
    </div>
  );
}

/** A model before it is run: can it, what does it take, what does the Hub say. */
export default function ModelPage({ id }: { id: string }) {
  const tasks = useTasks();
  const verdict = useVerdict(id);
  const here = useLocalModels().data?.models.find((model) => model.id === id);
  const named = verdict.data?.task ?? localTasks(here)[0] ?? '';
  const task = findTask(tasks.data, named);
  const target = `${id}${task ? `?task=${encodeURIComponent(task.task)}` : ''}`;
  const actions = (
    <>
      <Link href={`/run/${target}`} className="btn btn-primary"><Icon name="play" /> Run</Link>
      <Link href={`/compare?model=${encodeURIComponent(id)}${task ? `&task=${encodeURIComponent(task.task)}` : ''}`} className="btn"><Icon name="compare" /> Compare</Link>
      <a href={hubUrl(id)} target="_blank" rel="noreferrer" className="btn btn-ghost">Hub <Icon name="outside" /></a>
    </>
  );
  return (
    <Page title={id} lead={task ? `${task.title}: ${task.description}` : named} actions={actions}>
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
        <section aria-labelledby="check" className="rounded-box border-base-300 bg-base-100 border p-5">
          <h2 id="check" className="mb-4 font-semibold">Can it run here?</h2>
          {verdict.isPending && <Loading what="Looking at its files…" />}
          {verdict.error && <FailureBox error={toApiError(verdict.error)} onRetry={() => void verdict.refetch()} />}
          {verdict.data && <VerdictPanel verdict={verdict.data} />}
          {verdict.data && <ModelState verdict={verdict.data} />}
          {here && <p className="mt-4 flex items-center gap-2 text-sm"><Icon name="disk" /> On this machine: {bytes(here.bytes)}{here.partial_bytes > 0 && `, and ${bytes(here.partial_bytes)} of an unfinished download`}</p>}
        </section>
        <section aria-labelledby="facts" className="rounded-box border-base-300 bg-base-100 border p-5">
          <h2 id="facts" className="mb-4 font-semibold">What the Hub says</h2>
          <Facts id={id} />
        </section>
      </div>
    </Page>
  );
}
