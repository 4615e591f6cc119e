import { Link } from 'wouter';
import type { Task } from '@/api/tasks';
import { readable } from '@/answers/parts';
import type { Run } from '@/session/runs';
import { Outcome } from '@/session/outcome';
import { SnippetsPanel } from '@/snippets/snippets-panel';
import { Icon } from '@/ui/icon';

/** A run that was made: what was asked, what came. */
export function RunDetail({ run, task, onDelete }: { run: Run; task: Task | undefined; onDelete: () => void }) {
  const { inputs, options, files } = run;
  return (
    <article aria-label="Run" className="rounded-box border-base-300 bg-base-100 flex min-w-0 flex-col gap-5 border p-5">
      <header className="flex flex-wrap items-start gap-3">
        <Link href="/runs" className="btn btn-ghost btn-sm btn-square lg:hidden" aria-label="Back to the list"><Icon name="back" /></Link>
        <div className="min-w-0 flex-1 basis-52">
          <h2 className="font-semibold">{task?.title ?? run.task}</h2>
          <p className="text-base-content/75 text-sm break-words">
            <Link href={`/models/${run.modelId}`} className="link">{run.modelId}</Link> · {new Date(run.createdAt).toLocaleString()}
          </p>
        </div>
        <Link href={`/run/${run.modelId}?task=${encodeURIComponent(run.task)}&from=${run.id}`} className="btn btn-primary btn-sm"><Icon name="play" /> Open in the form</Link>
        <button type="button" className="btn btn-ghost btn-sm" onClick={onDelete}><Icon name="trash" /> Delete</button>
      </header>
      <details>
        <summary className="cursor-pointer text-sm font-medium">Request{Object.keys(files).length > 0 && ` with ${Object.keys(files).join(', ')}`}</summary>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
        <pre tabIndex={0} aria-label="The request as JSON" className="bg-base-200 mt-2 max-h-80 overflow-auto rounded-md p-4 text-xs">{readable({ inputs, options })}</pre>
      </details>
      <Outcome run={run} task={task} />
      <SnippetsPanel body={{ model_id: run.modelId, task: run.task, inputs, options }} files={files} />
    </article>
  );
}
