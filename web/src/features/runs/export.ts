import { dataUri } from '@/lib/media';
import type { Run } from '@/session/runs';

/** Runs as JSON, files and all. */
export async function exported(runs: Run[]): Promise<string> {
  const whole = runs.map(async (run) => {
    const files = await Promise.all(Object.entries(run.files).map(async ([name, file]) => [name, await dataUri(file)] as const));
    return { ...run, createdAt: new Date(run.createdAt).toISOString(), files: Object.fromEntries(files) };
  });
  return JSON.stringify(await Promise.all(whole), null, 2);
}
