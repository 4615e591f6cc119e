import { Icon } from './icon';

export interface Failure {
  code: string;
  message: string;
  hint: string;
  details: Record<string, unknown> | null;
  status?: number;
}

/** An error, whole: what happened, what to do, its code, and what else is known. */
export function FailureBox({ error, onRetry }: { error: Failure; onRetry?: () => void }) {
  const { code, message, hint, details, status } = error;
  return (
    <div role="alert" className="rounded-box border-error/40 bg-error/5 border p-4">
      <div className="flex items-start gap-3">
        <Icon name="warning" className="text-error mt-0.5 size-5" />
        <div className="min-w-0 flex-1">
          <p className="font-medium break-words">{message}</p>
          {hint && <p className="mt-1 text-sm">{hint}</p>}
          <p className="text-base-content/75 mt-2 font-mono text-xs">
            {code}
            {status === undefined ? '' : ` · HTTP ${status}`}
          </p>
          {typeof details?.url === 'string' && (
            <a className="link mt-2 inline-block text-sm" href={details.url} target="_blank" rel="noreferrer">
              {details.url}
            </a>
          )}
          {details && (
            <details className="mt-2 text-sm">
              <summary className="cursor-pointer">Details</summary>
              <pre className="bg-base-200 mt-2 max-h-60 overflow-auto rounded-md p-3 text-xs">{JSON.stringify(details, null, 2)}</pre>
            </details>
          )}
        </div>
        {onRetry && (
          <button type="button" className="btn btn-sm" onClick={onRetry}>
            Try again
          </button>
        )}
      </div>
    </div>
  );
}
