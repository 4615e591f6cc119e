import { toApiError } from '@/api/error';
import { useLocalModels, useStatus } from '@/api/models';
import { useDownloads } from '@/api/downloads';
import { useSystem } from '@/api/system';
import { FailureBox } from '@/ui/failure-box';
import { Loading } from '@/ui/loading';
import { Page } from '@/ui/page';
import { DiskModels } from './disk-models';
import { DownloadList } from './downloads';
import { LoadedModels } from './loaded-models';
import { Machine } from './machine';

/** What is in memory and on the disk, and the machine it is on. */
export default function SystemPage() {
  const status = useStatus();
  const local = useLocalModels();
  const system = useSystem();
  const downloads = useDownloads();
  const failed = [status, local, system, downloads].filter(({ error }) => error);
  return (
    <Page title="Models and system">
      <div className="flex flex-col gap-8">
        {failed.map((query, index) => (
          <FailureBox key={index} error={toApiError(query.error)} onRetry={() => void query.refetch()} />
        ))}
        {[status, local, system].some(({ isPending }) => isPending) && <Loading what="Asking the server…" />}
        {status.data && <LoadedModels status={status.data} />}
        {downloads.data && <DownloadList downloads={downloads.data.downloads} />}
        {local.data && <DiskModels local={local.data} />}
        {system.data && <Machine system={system.data} />}
      </div>
    </Page>
  );
}
