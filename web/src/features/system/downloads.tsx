import { Link } from 'wouter';
import { toApiError } from '@/api/error';
import { useChangeDownload, type Download } from '@/api/downloads';
import { bytes, duration } from '@/lib/format';
import { Bar } from '@/ui/bar';
import { FailureBox } from '@/ui/failure-box';
import { Icon } from '@/ui/icon';
import { Section } from './section';

const isOpen = ({ state }: Download): boolean => ['queued', 'downloading', 'paused'].includes(state);

function progressOf({ state, bytes_done: done, bytes_total: total, bytes_per_second: speed, eta_s: eta }: Download): string {
  if (state !== 'downloading') return `${state} · ${bytes(done)} of ${bytes(total)}`;
  return `${bytes(done)} of ${bytes(total)} · ${bytes(speed)}/s${eta === null ? '' : ` · ${duration(eta * 1000)} left`}`;
}

function Row({ download }: { download: Download }) {
  const change = useChangeDownload();
  const { id, model_id: model, state, bytes_done: done, bytes_total: total, error } = download;
  return (
    <li className="flex flex-col gap-2 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <Link href={`/models/${model}`} className="link link-hover font-medium break-words">{model}</Link>
          <p className="text-base-content/75 text-sm tabular-nums">{progressOf(download)}</p>
        </div>
        {isOpen(download) && (
          <>
            <button type="button" className="btn btn-sm" disabled={change.isPending} onClick={() => change.mutate({ id, change: state === 'paused' ? 'resume' : 'pause' })}>
              <Icon name={state === 'paused' ? 'play' : 'pause'} /> {state === 'paused' ? 'Resume' : 'Pause'}
            </button>
            <button type="button" className="btn btn-ghost btn-sm" disabled={change.isPending} onClick={() => change.mutate({ id, change: 'cancel' })}>
              <Icon name="close" /> Cancel
            </button>
          </>
        )}
      </div>
      {isOpen(download) && <Bar share={total === 0 ? 0 : done / total} />}
      {error && <p className="text-error text-sm break-words">{error.message}</p>}
      {change.error && <FailureBox error={toApiError(change.error)} />}
    </li>
  );
}

export function DownloadList({ downloads }: { downloads: Download[] }) {
  if (downloads.length === 0) return null;
  return (
    <Section title="Downloads">
      <ul className="divide-base-300 divide-y">
        {[...downloads].sort((a, b) => Number(isOpen(b)) - Number(isOpen(a))).map((download) => <Row key={download.id} download={download} />)}
      </ul>
    </Section>
  );
}
