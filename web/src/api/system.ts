import { useQuery } from '@tanstack/react-query';
import type { System } from './generated/contracts';
import { json } from './http';

export const useSystem = () =>
  useQuery({ queryKey: ['system'], queryFn: ({ signal }) => json<System>('/api/system', { signal }) });
