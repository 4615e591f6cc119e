/** Runs that were made, kept in this browser: request, files, answer or error. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { openDB, type DBSchema } from 'idb';
import { ApiError } from '@/api/error';
import type { Response } from '@/api/generated/contracts';
import type { JsonObject } from '@/lib/json';
import type { Files } from '@/lib/media';

export interface Metrics {
  runtime_ms: number;
  tokens?: number;
  first_token_latency_ms?: number;
  tokens_per_second?: number;
  load_ms?: number;
}

export interface Run {
  id: string;
  createdAt: number;
  modelId: string;
  task: string;
  inputs: JsonObject;
  options: JsonObject;
  files: Files;
  favourite: boolean;
  answer?: Response;
  metrics?: Metrics;
  error?: { code: string; message: string; details: Record<string, unknown> | null; status?: number };
  /** What had come when it failed or was stopped. */
  partial?: string;
}

interface Schema extends DBSchema {
  runs: { key: string; value: Run; indexes: { createdAt: number } };
}

let database: ReturnType<typeof openDB<Schema>> | undefined;
const open = () =>
  (database ??= openDB<Schema>('hf-inference', 1, {
    upgrade(db) {
      db.createObjectStore('runs', { keyPath: 'id' }).createIndex('createdAt', 'createdAt');
    },
  }));

export const findRun = async (id: string): Promise<Run | undefined> => (await open()).get('runs', id);
export const errorOf = (run: Run): ApiError | undefined =>
  run.error && new ApiError(run.error.code as ApiError['code'], run.error.message, run.error.details, run.error.status);

const key = ['runs'];

/** Newest first. */
export const useRuns = () =>
  useQuery({ queryKey: key, queryFn: async () => (await (await open()).getAllFromIndex('runs', 'createdAt')).reverse(), networkMode: 'always' });

export const useRun = (id: string | undefined) =>
  useQuery({ queryKey: [...key, id], queryFn: async () => (await findRun(id ?? '')) ?? null, enabled: id !== undefined, networkMode: 'always' });

/** A change of what is kept; lists show it at once. */
export function useChangeRuns() {
  const client = useQueryClient();
  return useMutation({
    networkMode: 'always',
    mutationFn: async (change: { keep: Run } | { remove: string[] }) => {
      const db = await open();
      if ('keep' in change) await db.put('runs', change.keep);
      else await Promise.all(change.remove.map((id) => db.delete('runs', id)));
    },
    onSuccess: () => void client.invalidateQueries({ queryKey: key }), // nobody waits until the lists are read again
  });
}
