import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ListedModel, LocalModels, ModelPage, ModelsStatus, Verdict } from './generated/contracts';
import { idPath, json, query } from './http';

export type { ListedModel, Verdict };
export type LocalModel = LocalModels['models'][number];

export interface ModelFilter {
  goal?: string;
  search?: string;
  task?: string;
  input?: string;
  output?: string;
  runnable?: boolean;
  sort?: string;
}

/** The Hub's models, page after page, as far as one has scrolled. */
export const useModels = (filter: ModelFilter) =>
  useInfiniteQuery({
    queryKey: ['models', filter],
    queryFn: ({ signal, pageParam }) => json<ModelPage>(`/api/models${query({ ...filter, limit: 100, cursor: pageParam })}`, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 60_000,
    placeholderData: (before) => before,
  });

/** The models on this machine's disk. */
export const useLocalModels = () =>
  useQuery({ queryKey: ['local'], queryFn: ({ signal }) => json<LocalModels>('/api/models/local', { signal }) });

/** The models in memory. */
export const useStatus = () =>
  useQuery({ queryKey: ['status'], queryFn: ({ signal }) => json<ModelsStatus>('/api/models/status', { signal }) });

/** Whether a model can run here, before any download. */
export const useVerdict = (id: string, task?: string) =>
  useQuery({
    queryKey: ['verdict', id, task],
    queryFn: ({ signal }) => json<Verdict>(`/api/models/${idPath(id)}/check${query({ task })}`, { signal }),
    enabled: id !== '',
    retry: false,
    staleTime: 60_000,
  });

/** The tasks that a model on the disk was made for. */
export const localTasks = (model: LocalModel | undefined): string[] => [...new Set(model?.revisions.flatMap(({ tasks }) => tasks) ?? [])];

function useChange<T>(change: (what: T) => Promise<unknown>) {
  const client = useQueryClient();
  const stale = ['status', 'local', 'system', 'verdict'];
  return useMutation({ mutationFn: change, onSettled: () => Promise.all(stale.map((name) => client.invalidateQueries({ queryKey: [name] }))) });
}

export const useUnload = () =>
  useChange(({ id, task }: { id: string; task: string }) => json(`/api/models/${encodeURIComponent(task)}/${idPath(id)}`, { method: 'DELETE' }));

export const useDelete = () => useChange((id: string) => json(`/api/models/local/${idPath(id)}`, { method: 'DELETE' }));

export interface Known {
  status: 'known' | 'unknown';
  error: { code: string; message: string } | null;
  summary?: Omit<ListedModel, 'runnable' | 'obstacle'>;
}

/** What the Hub says of a model. A look-up that failed is `unknown`, with the reason. */
export const useKnown = (id: string) =>
  useQuery({
    queryKey: ['known', id],
    queryFn: async ({ signal }): Promise<Known> => {
      const [row] = await json<(Omit<Known, 'summary'> & Omit<ListedModel, 'runnable' | 'obstacle'>)[]>('/api/models/enrich', { method: 'POST', body: [id], signal });
      if (!row) return { status: 'unknown', error: null };
      return { status: row.status, error: row.error, summary: row.status === 'known' ? row : undefined };
    },
    retry: false,
  });

interface Named {
  model_id: string;
  task: string;
}

/** Asks for a model in memory; it is downloaded first where it has to be. */
export const useLoad = () => useChange((body: Named) => json('/api/models/load', { method: 'POST', body }));

export const usePin = () => useChange((body: Named & { pinned: boolean }) => json('/api/models/pin', { method: 'POST', body }));
