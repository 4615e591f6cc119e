import { useState } from 'react';
import type { Task } from '@/api/tasks';
import { Drawn } from '@/answers/drawn';
import { filesIn, readable, textIn } from '@/answers/parts';
import { download } from '@/lib/download';
import { duration } from '@/lib/format';
import { blobOf } from '@/lib/media';
import { isObject, type JsonObject } from '@/lib/json';
import { CopyButton } from '@/ui/copy-button';
import { FailureBox } from '@/ui/failure-box';
import { Icon } from '@/ui/icon';
import { errorOf, type Metrics, type Run } from './runs';

function MetricsLine({ metrics }: { metrics: Metrics }) {
  const parts: [string, string | undefined][] = [
    ['Time', duration(metrics.runtime_ms)],
    ['First token', metrics.first_token_latency_ms === undefined ? undefined : duration(metrics.first_token_latency_ms)],
    ['Tokens per second', metrics.tokens_per_second?.toFixed(1)],
    ['Until the model was ready', metrics.load_ms === undefined || metrics.load_ms < 50 ? undefined : duration(metrics.load_ms)],
  ];
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
      {parts.map(([name, value]) => value !== undefined && (
        <div key={name} className="flex gap-2">
          <dt className="text-base-content/75">{name}</dt>
          <dd className="font-medium tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Metadata({ run }: { run: Run }) {
  if (!run.answer) return null;
  const { metadata } = run.answer.result;
  const metaError = run.answer.meta_error;
  const meta = run.answer.model_meta as unknown;
  const known: [string, unknown][] = Object.entries({ ...(isObject(meta) ? meta : {}), ...metadata });
  const rows = known.filter(([, value]) => value !== null);
  return (
    <details className="text-sm">
      <summary className="cursor-pointer">What ran</summary>
      <dl className="mt-2 grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-base-content/75">{name}</dt>
            <dd className="min-w-0 font-mono text-xs leading-5 break-words">{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
      {metaError && <p className="text-warning mt-2 break-words">The Hub's part is missing: {metaError.message}</p>}
    </details>
  );
}

function Tools({ output, json }: { output: JsonObject; json: string }) {
  const text = textIn(output);
  return (
    <div className="-ml-3 flex flex-wrap gap-1">
      <CopyButton text={() => text ?? json} label={text === undefined ? 'Copy JSON' : 'Copy'} />
      {filesIn(output).slice(0, 8).map(({ name, uri }) => (
        <button key={name} type="button" className="btn btn-ghost btn-sm" onClick={() => download(blobOf(uri), name)}>
          <Icon name="download" /> {name}
        </button>
      ))}
      <button type="button" className="btn btn-ghost btn-sm" onClick={() => download(json, 'answer.json')}>
        <Icon name="download" /> JSON
      </button>
    </div>
  );
}

/** A run that has ended: the answer as its kind is drawn or as JSON, how long it took, or why it failed. */
export function Outcome({ run, task, onRetry }: { run: Run; task: Task | undefined; onRetry?: () => void }) {
  const [raw, setRaw] = useState(false);
  const error = errorOf(run);
  if (error || !run.answer)
    return (
      <div className="flex flex-col gap-3">
        {run.partial && <p className="text-base leading-relaxed break-words whitespace-pre-wrap">{run.partial}</p>}
        {error ? <FailureBox error={error} onRetry={onRetry} /> : <p>This run has no answer.</p>}
      </div>
    );
  const output = run.answer.result.task_output as JsonObject;
  const json = JSON.stringify(run.answer, null, 2);
  return (
    <div className="flex flex-col gap-4">
      <div role="tablist" aria-label="How the answer is shown" className="tabs tabs-border -ml-3">
        {['Answer', 'JSON'].map((name) => (
          <button key={name} type="button" role="tab" className={`tab ${raw === (name === 'JSON') ? 'tab-active' : ''}`} aria-selected={raw === (name === 'JSON')} onClick={() => setRaw(name === 'JSON')}>
            {name}
          </button>
        ))}
      </div>
      {raw || !task ? (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
        <pre tabIndex={0} aria-label="The answer as JSON" className="bg-base-200 max-h-[70vh] overflow-auto rounded-md p-4 text-xs">{readable(run.answer)}</pre>
      ) : (
        <Drawn render={task.render} output={output} asked={run} />
      )}
      <div className="border-base-300 flex flex-col gap-3 border-t pt-3">
        {run.metrics && <MetricsLine metrics={run.metrics} />}
        <Metadata run={run} />
        <Tools output={output} json={json} />
      </div>
    </div>
  );
}
