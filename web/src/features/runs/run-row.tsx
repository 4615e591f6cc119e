import { Link } from 'wouter';
import { textIn } from '@/answers/parts';
import { ago } from '@/lib/format';
import { isObject, type JsonObject } from '@/lib/json';
import { isMedia } from '@/lib/media';
import type { Run } from '@/session/runs';
import { Icon } from '@/ui/icon';

const words = (value: unknown): string => {
  if (typeof value === 'string') return value.slice(0, 200);
  if (isMedia(value)) return value.$media;
  if (Array.isArray(value)) return value.slice(0, 5).map(words).join(', ');
  return isObject(value) ? Object.values(value).map(words).join(' ') : '';
};

/** The request and the answer of a run in a few words. */
export function summaryOf(run: Run): string {
  const asked = words(run.inputs);
  const answered = run.answer ? textIn(run.answer.result.task_output as JsonObject) : run.error?.code;
  return answered ? `${asked} → ${answered.slice(0, 200)}` : asked;
}

interface Props {
  run: Run;
  title: string;
  current: boolean;
  onFavourite: () => void;
}

export function RunRow({ run, title, current, onFavourite }: Props) {
  return (
    <li className={`rounded-field relative flex items-start gap-1 px-3 py-2 ${current ? 'bg-primary/10' : 'hover:bg-base-300/50'}`}>
      <div className="min-w-0 flex-1">
        <Link href={`/runs/${run.id}`} aria-current={current} className="block truncate text-sm font-medium after:absolute after:inset-0 after:content-['']">
          {title} {run.error && <span className="text-error font-normal">· {run.error.code}</span>}
        </Link>
        <p className="text-base-content/75 truncate text-xs">{run.modelId} · {ago(run.createdAt)}</p>
        <p className="text-base-content/75 truncate text-xs">{summaryOf(run)}</p>
      </div>
      <button type="button" className="btn btn-ghost btn-xs btn-square relative" aria-pressed={run.favourite} aria-label={run.favourite ? 'No favourite any more' : 'Make it a favourite'} onClick={onFavourite}>
        <Icon name="star" className={`size-4 ${run.favourite ? 'fill-current text-warning' : ''}`} />
      </button>
    </li>
  );
}
