import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DownloadRequest, Downloads } from './generated/contracts';
import { json } from './http';

export type Download = Downloads['downloads'][number];

/** The downloads under way and the last that ended; events keep the list fresh. */
export const useDownloads = () =>
  useQuery({ queryKey: ['downloads'], queryFn: ({ signal }) => json<Downloads>('/api/downloads', { signal }) });

const useChange = <T>(change: (what: T) => Promise<unknown>) => {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => client.invalidateQueries({ queryKey: ['downloads'] }) });
};

export const useStartDownload = () => useChange((body: DownloadRequest) => json('/api/downloads', { method: 'POST', body }));

export const useChangeDownload = () =>
  useChange(({ id, change }: { id: string; change: 'pause' | 'resume' | 'cancel' }) => {
    const path = `/api/downloads/${encodeURIComponent(id)}`;
    return change === 'cancel' ? json(path, { method: 'DELETE' }) : json(`${path}/${change}`, { method: 'POST' });
  });
