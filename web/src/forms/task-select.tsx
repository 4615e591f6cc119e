import type { Task } from '@/api/tasks';

interface Props {
  tasks: Task[];
  suggested: string[];
  value: string;
  onChange: (task: string) => void;
}

/** A task: first those that the model was made for, then all, by what people want. */
export function TaskSelect({ tasks, suggested, value, onChange }: Props) {
  const own = tasks.filter(({ task }) => suggested.includes(task));
  const goals = [...new Set(tasks.map(({ goal }) => goal))];
  const option = ({ task, title, supported }: Task, key: string) => (
    <option key={key} value={task}>
      {title}
      {supported ? '' : ' (not served yet)'}
    </option>
  );
  return (
    <label className="flex flex-col gap-1.5">
      <span className="font-medium">Task</span>
      <select className="select w-full" value={value} onChange={(event) => onChange(event.target.value)}>
        {value === '' && <option value="">Choose a task</option>}
        {own.length > 0 && <optgroup label="This model">{own.map((task) => option(task, `own-${task.task}`))}</optgroup>}
        {goals.map((goal) => (
          <optgroup key={goal} label={goal}>
            {tasks.filter((task) => task.goal === goal && !own.includes(task)).map((task) => option(task, task.task))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
