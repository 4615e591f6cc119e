import { toApiError } from '@/api/error';
import { useDownloads, useStartDownload } from '@/api/downloads';
import { useLoad, useStatus, type Verdict } from '@/api/models';
import { bytes } from '@/lib/format';
import { Bar } from '@/ui/bar';
import { FailureBox } from '@/ui/failure-box';
import { Icon } from '@/ui/icon';

/** Where a model is on its way from the Hub into memory, and the next steps of it. */
export function ModelState({ verdict }: { verdict: Verdict }) {
  const { model_id: id, task, runnable, bytes_to_download: missing } = verdict;
  const start = useStartDownload();
  const load = useLoad();
  const download = useDownloads().data?.downloads.find((one) => one.model_id === id && ['queued', 'downloading', 'paused'].includes(one.state));
  const loaded = useStatus().data?.loaded.find((one) => one.model_id === id && one.task === task);
  const failed = start.error ?? load.error;
  if (!runnable || task === null) return null;
  return (
    <div className="mt-5 flex flex-col gap-3">
      {download && (
        <div className="flex flex-col gap-1.5">
          <p role="status" className="text-sm tabular-nums">{download.state}: {bytes(download.bytes_done)} of {bytes(download.bytes_total)}</p>
          <Bar share={download.bytes_total === 0 ? 0 : download.bytes_done / download.bytes_total} />
        </div>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {missing > 0 && !download && (
          <button type="button" className="btn btn-sm" disabled={start.isPending} onClick={() => start.mutate({ model_id: id, task })}>
            <Icon name="download" /> Download {bytes(missing)}
          </button>
        )}
        {loaded === undefined || ['gone', 'failed'].includes(loaded.state) ? (
          <button type="button" className="btn btn-sm" disabled={load.isPending} onClick={() => load.mutate({ model_id: id, task })}>
            <Icon name="cpu" /> Load into memory
          </button>
        ) : (
          <span className="badge badge-success badge-soft">{loaded.state === 'ready' ? 'in memory' : loaded.state}</span>
        )}
      </div>
      {failed && <FailureBox error={toApiError(failed)} />}
    </div>
  );
}
