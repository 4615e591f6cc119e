import type { Verdict } from '@/api/models';
import { bytes } from '@/lib/format';
import { Icon } from '@/ui/icon';
import { gatedWords, hubUrl } from './words';

/** Whether the model can run here, what it takes, and if it cannot, all that is missing. */
export function VerdictPanel({ verdict }: { verdict: Verdict }) {
  const { runnable, obstacles } = verdict;
  const missing = verdict.bytes_to_download;
  const rows: [string, string][] = [
    ['To download', verdict.bytes === 0 ? 'not known' : missing === 0 ? 'nothing: it is here' : `${bytes(missing)} of ${bytes(verdict.bytes)}`],
    ['Memory', verdict.memory_bytes === 0 ? 'not known' : `about ${bytes(verdict.memory_bytes)}`],
    ['Runs from', verdict.source ?? 'not known'],
    ['Built as', verdict.class_name ?? 'not known'],
    ['Access', gatedWords(verdict.gated)],
    ['Revision', verdict.revision.slice(0, 12)],
  ];
  return (
    <div className="flex flex-col gap-4">
      <p className={`flex items-center gap-2 text-lg font-semibold ${runnable ? 'text-success' : 'text-error'}`}>
        <Icon name={runnable ? 'yes' : 'no'} className="size-5" /> {runnable ? 'It runs here' : 'It does not run here'}
      </p>
      {obstacles.length > 0 && (
        <ul className="flex flex-col gap-2">
          {obstacles.map(({ code, message }) => (
            <li key={code + message}>
              <p className="break-words">{message}</p>
              <p className="text-base-content/75 font-mono text-xs">{code}</p>
              {code === 'model_gated' && <a className="link text-sm" href={hubUrl(verdict.model_id)} target="_blank" rel="noreferrer">Ask for access on the Hub</a>}
            </li>
          ))}
        </ul>
      )}
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-1.5 text-sm">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-base-content/75">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
      {verdict.files.length > 0 && (
        <details className="text-sm">
          <summary className="cursor-pointer">{verdict.files.length} files</summary>
          <ul className="mt-2 font-mono text-xs leading-5">
            {verdict.files.map((file) => <li key={file} className="break-words">{file}</li>)}
          </ul>
        </details>
      )}
    </div>
  );
}
