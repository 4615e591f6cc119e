import { useEffect, useId, useRef, useState } from 'react';
import { toApiError } from '@/api/error';
import type { Task } from '@/api/tasks';
import { requestOf, type Draft } from '@/forms/draft';
import { RawEditor } from '@/forms/raw-editor';
import { RequestForm } from '@/forms/request-form';
import { useSession } from '@/session/session';
import { SessionView } from '@/session/session-view';
import { SnippetsPanel } from '@/snippets/snippets-panel';
import { Examples } from '@/forms/examples';
import { RunBar } from '@/session/run-bar';
import { useDraft } from '@/forms/use-draft';

interface Props {
  modelId: string;
  task: Task;
  /** Fills the form. */
  initial?: Draft;
  /** Run it at once. */
  go: boolean;
}

/** The form of a task on the left, what comes out of it on the right. */
export function Workbench({ modelId, task, initial, go }: Props) {
  const form = useDraft(task, initial);
  const { session, run, stop, keepError } = useSession();
  const [raw, setRaw] = useState(false);
  const started = useRef(!go);
  const tabs = useId();
  const answer = useRef<HTMLElement>(null);
  const running = session.phase === 'running';
  const obstacles = [
    ...(modelId === '' ? ['a model'] : []),
    ...(task.supported ? [] : [`a program that serves ${task.task}: this one does not yet`]),
    ...form.obstacles,
  ];
  const start = () => {
    if (obstacles.length > 0 || running) return;
    void run({ modelId, task: task.task, draft: form.sent });
    const below = answer.current && answer.current.getBoundingClientRect().top > window.innerHeight * 0.7;
    if (below) answer.current?.scrollIntoView({ block: 'start' }); // on a phone it is under the form
  };
  useEffect(() => {
    if (started.current) return;
    started.current = true;
    start();
  });
  const body = { model_id: modelId, task: task.task, ...requestOf(form.sent) };
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- a short cut; the button does the same
    <div className="grid items-start gap-8 lg:grid-cols-2" onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && start()}>
      <section aria-label="Request" className="flex min-w-0 flex-col gap-5">
        <div className="flex flex-wrap items-center gap-3">
          <p className="text-base-content/75 flex-1">{task.description}</p>
          <div role="tablist" aria-label="How the request is written" className="tabs tabs-box tabs-sm">
            {['Form', 'JSON'].map((name) => (
              <button key={name} id={`${tabs}-${name}`} type="button" role="tab" aria-selected={raw === (name === 'JSON')} className={`tab ${raw === (name === 'JSON') ? 'tab-active' : ''}`} onClick={() => {
                setRaw(name === 'JSON');
                form.setRawProblem('');
              }}>
                {name}
              </button>
            ))}
          </div>
        </div>
        <Examples examples={task.examples} onExample={form.load} />
        {raw ? (
          <RawEditor draft={form.sent} onChange={form.setDraft} onProblem={form.setRawProblem} />
        ) : (
          <RequestForm inputs={form.inputs} options={form.options} draft={form.draft} group={form.group} problems={form.wrong} onChange={form.setDraft} onGroup={form.setGroup} />
        )}
        <RunBar obstacles={obstacles} running={running} onRun={start} onStop={stop} />
        <SnippetsPanel body={body} files={form.sent.files} />
      </section>
      <section ref={answer} aria-label="Answer" className="scroll-mt-16 rounded-box border-base-300 bg-base-100 min-h-40 min-w-0 border p-5">
        <SessionView session={session} task={task} isLoud onRetry={start} />
        {keepError && <p role="alert" className="text-error mt-3 text-sm">This run is not in the history: {toApiError(keepError).message}</p>}
      </section>
    </div>
  );
}
