import { expect, test } from 'vitest';
import type { Task } from '@/api/tasks';
import { changed, filterOf, searchOf, tasksLeft } from './filter';

const task = (id: string, goal: string, input: string[], output: string[]) => ({ task: id, goal, modalities: { input, output } }) as unknown as Task;
const tasks = [task('a', 'Write', ['text'], ['text']), task('b', 'Find', ['image'], ['boxes']), task('c', 'Find', ['image', 'text'], ['labels'])];

test('filters live in the address', () => {
  const filter = { ...filterOf(new URLSearchParams()), q: 'bert', input: 'image', sort: 'likes' as const, runs: true };
  expect(filterOf(searchOf(filter))).toEqual(filter);
  expect(searchOf(filterOf(new URLSearchParams())).toString()).toBe('');
  expect(filterOf(new URLSearchParams('sort=nonsense')).sort).toBe('trending');
});

test('only combinations that exist can be chosen', () => {
  const filter = { ...filterOf(new URLSearchParams()), input: 'image' };
  expect(tasksLeft(tasks, filter).map(({ task: id }) => id)).toEqual(['b', 'c']);
  expect(tasksLeft(tasks, { ...filter, output: 'labels' }, 'output')).toHaveLength(2);
  expect(tasksLeft(tasks, { ...filter, goal: 'Write' })).toEqual([]);
});

test('what no longer fits a change gives way', () => {
  const filter = { ...filterOf(new URLSearchParams()), input: 'image', output: 'boxes', task: 'b' };
  expect(changed(tasks, filter, { goal: 'Write' })).toMatchObject({ goal: 'Write', task: '', output: '', input: '' });
  expect(changed(tasks, filter, { output: 'labels' })).toMatchObject({ input: 'image', output: 'labels', task: '' });
});
