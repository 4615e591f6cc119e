import { Link } from 'wouter';
import type { Task } from '@/api/tasks';
import { Icon } from '@/ui/icon';

/** What people want, in their words; each leads to the models that do it. */
export function GoalGrid({ tasks }: { tasks: Task[] }) {
  const goals = [...new Set(tasks.map(({ goal }) => goal))];
  return (
    <section aria-labelledby="goals">
      <h2 id="goals" className="mb-4 text-lg font-semibold">What would you like to do?</h2>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {goals.map((goal) => (
          <li key={goal}>
            <Link href={`/explore?goal=${encodeURIComponent(goal)}`} className="rounded-box border-base-300 bg-base-100 hover:border-primary group flex h-full items-start gap-3 border p-4 transition-colors">
              <div className="min-w-0 flex-1">
                <p className="font-medium">{goal}</p>
                <p className="text-base-content/75 mt-0.5 text-sm">{tasks.filter((task) => task.goal === goal).map(({ title }) => title).join(', ')}</p>
              </div>
              <Icon name="right" className="mt-1 size-4 opacity-60" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
