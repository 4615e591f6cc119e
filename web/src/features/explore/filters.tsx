import type { Modality, Task } from '@/api/tasks';
import { Icon } from '@/ui/icon';
import { changed, isNarrow, sorts, tasksLeft, type Filter } from './filter';

interface Props {
  tasks: Task[];
  filter: Filter;
  onChange: (filter: Filter) => void;
}

interface Choices {
  legend: string;
  values: string[];
  possible: Set<string>;
  value: string;
  onChange: (value: string) => void;
}

function Chips({ legend, values, possible, value, onChange }: Choices) {
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-1.5">
        {values.map((one) => (
          <button key={one} type="button" className={`btn btn-xs font-medium ${one === value ? 'btn-primary' : 'border-base-content/25 bg-base-100 disabled:border-transparent disabled:bg-transparent'}`} aria-pressed={one === value} disabled={!possible.has(one)} onClick={() => onChange(one === value ? '' : one)}>
            {one}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

function Select({ label, value, onChange, options, all }: { label: string; value: string; onChange: (value: string) => void; options: [string, string][]; all?: string }) {
  return (
    <label className="flex flex-col gap-1.5">
      <span className="text-sm font-medium">{label}</span>
      <select className="select select-sm w-full" value={value} onChange={(event) => onChange(event.target.value)}>
        {all !== undefined && <option value="">{all}</option>}
        {options.map(([id, title]) => (
          <option key={id} value={id}>{title}</option>
        ))}
      </select>
    </label>
  );
}

function Switch({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="flex cursor-pointer items-center gap-3 text-sm">
      <input type="checkbox" role="switch" className="toggle toggle-primary toggle-sm" checked={on} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}

/** What can be looked for; a choice that would leave no task is not offered. */
export function Filters({ tasks, filter, onChange }: Props) {
  const set = (change: Partial<Filter>) => onChange(changed(tasks, filter, change));
  const side = (name: 'input' | 'output') => ({
    values: [...new Set(tasks.flatMap(({ modalities }) => modalities[name]))] satisfies Modality[],
    possible: new Set<string>(tasksLeft(tasks, filter, name).flatMap(({ modalities }) => modalities[name])),
    value: filter[name],
    onChange: (value: string) => set({ [name]: value }),
  });
  const goals = [...new Set(tasksLeft(tasks, filter, 'goal').map(({ goal }) => goal))];
  return (
    <div className="flex flex-col gap-5">
      <Select label="Goal" all="Any goal" value={filter.goal} onChange={(goal) => set({ goal, task: '' })} options={goals.map((goal) => [goal, goal])} />
      <Select label="Task" all="Any task" value={filter.task} onChange={(task) => set({ task })} options={tasksLeft(tasks, filter, 'task').map(({ task, title, supported }) => [task, supported ? title : `${title} (not served yet)`])} />
      <Chips legend="From" {...side('input')} />
      <Chips legend="To" {...side('output')} />
      <Select label="Order" value={filter.sort} onChange={(sort) => set({ sort: sort as Filter['sort'] })} options={Object.entries(sorts)} />
      <Switch label="Runs here" on={filter.runs} onChange={(runs) => set({ runs })} />
      <Switch label="On this machine" on={filter.here} onChange={(here) => set({ here })} />
      <button type="button" className="btn btn-ghost btn-sm self-start" disabled={!isNarrow(filter)} onClick={() => onChange({ ...filter, q: '', input: '', output: '', goal: '', task: '', runs: false, here: false })}>
        <Icon name="close" /> Clear all
      </button>
    </div>
  );
}
