import { useQuery } from '@tanstack/react-query';
import type { Contract, ListedContract, TaskList } from './generated/contracts';
import { json } from './http';

export type Task = ListedContract;
export type Render = Contract['render'];
export type Modality = Contract['modalities']['input'][number];

/** Every task. It changes only with the server. */
export const useTasks = () =>
  useQuery({
    queryKey: ['tasks'],
    queryFn: async ({ signal }) => (await json<TaskList>('/api/tasks', { signal })).tasks,
    staleTime: Infinity,
  });

/** By its id or one of its aliases. */
export const findTask = (tasks: Task[] | undefined, id: string): Task | undefined =>
  tasks?.find((task) => task.task === id || task.aliases.includes(id));
