import { useQuery } from '@tanstack/react-query';
import type { Files } from '@/lib/media';
import { call } from './http';

/** Where the files lie that examples name. */
export const exampleUrl = (name: string): string => `/examples/${encodeURIComponent(name)}`;

/** The files of an example, by their names. */
export async function exampleFiles(names: string[]): Promise<Files> {
  const fetched = [...new Set(names)].map(async (name) => [name, await (await call(exampleUrl(name), { accept: '*/*' })).blob()] as const);
  return Object.fromEntries(await Promise.all(fetched));
}

export const useExampleFiles = (names: string[], enabled: boolean) =>
  useQuery({ queryKey: ['examples', names], queryFn: () => exampleFiles(names), enabled, staleTime: Infinity });
