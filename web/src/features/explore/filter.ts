/** What is looked for, as the address bar holds it. */
import type { ModelFilter } from '@/api/models';
import type { Modality, Task } from '@/api/tasks';

export const sorts = { trending: 'Trending', downloads: 'Downloads', likes: 'Likes', created: 'Newest', name: 'Name' };
export type Sort = keyof typeof sorts;

export interface Filter {
  q: string;
  input: string;
  output: string;
  goal: string;
  task: string;
  sort: Sort;
  runs: boolean;
  here: boolean;
}

export function filterOf(search: URLSearchParams): Filter {
  const text = (name: string) => search.get(name) ?? '';
  const sort = text('sort');
  return {
    q: text('q'), input: text('input'), output: text('output'), goal: text('goal'), task: text('task'),
    sort: sort in sorts ? (sort as Sort) : 'trending',
    runs: search.get('runs') === '1',
    here: search.get('here') === '1',
  };
}

export function searchOf(filter: Filter): URLSearchParams {
  const { runs, here, sort, ...texts } = filter;
  const set = Object.entries(texts).filter(([, value]) => value !== '');
  return new URLSearchParams([...set, ...(sort === 'trending' ? [] : [['sort', sort]]), ...(runs ? [['runs', '1']] : []), ...(here ? [['here', '1']] : [])]);
}

type Part = 'input' | 'output' | 'goal' | 'task';

/** The tasks that the filter leaves, without one part of it: what that part can be chosen from. */
export function tasksLeft(tasks: Task[], filter: Filter, without?: Part): Task[] {
  const checks: Record<Part, (task: Task) => boolean> = {
    input: ({ modalities }) => modalities.input.includes(filter.input as Modality),
    output: ({ modalities }) => modalities.output.includes(filter.output as Modality),
    goal: ({ goal }) => goal === filter.goal,
    task: ({ task }) => task === filter.task,
  };
  const parts = (Object.keys(checks) as Part[]).filter((part) => part !== without && filter[part] !== '');
  return tasks.filter((task) => parts.every((part) => checks[part](task)));
}

/** A changed part may leave others without a task: those give way. */
export function changed(tasks: Task[], filter: Filter, change: Partial<Filter>): Filter {
  let next = { ...filter, ...change };
  for (const part of ['task', 'output', 'input', 'goal'] as const)
    if (!(part in change) && tasksLeft(tasks, next).length === 0) next = { ...next, [part]: '' };
  return next;
}

export const isNarrow = ({ q, input, output, goal, task, runs, here }: Filter): boolean => Boolean(q || input || output || goal || task || runs || here);

/** As the server takes it. */
export const serverFilter = ({ q, input, output, goal, task, sort, runs }: Filter): ModelFilter => ({
  search: q || undefined,
  input: input || undefined,
  output: output || undefined,
  goal: goal || undefined,
  task: task || undefined,
  runnable: runs || undefined,
  sort,
});
