import { memo } from 'react';
import { Link } from 'wouter';
import type { ListedModel } from '@/api/models';
import { bytes, count } from '@/lib/format';
import { Icon, type IconName } from '@/ui/icon';
import { gatedWords, hubUrl, obstacle } from './words';

interface Props {
  model: ListedModel;
  taskTitle: string;
  isHere: boolean;
  isLoaded: boolean;
}

function Verdict({ runnable, obstacle: code }: ListedModel) {
  const [icon, words, color]: [IconName, string, string] =
    runnable === true ? ['yes', 'Runs here', 'text-success'] : runnable === false ? ['no', `Does not run: ${obstacle(code ?? '')}`, 'text-error'] : ['unknown', 'Open it to check', 'text-base-content/75'];
  return (
    <span className={`flex min-w-0 items-center gap-1.5 ${color}`}>
      <Icon name={icon} /> <span className="truncate">{words}</span>
    </span>
  );
}

const Figure = ({ icon, label, value }: { icon: IconName; label: string; value: string }) => (
  <span className="flex items-center gap-1 tabular-nums" title={label}>
    <Icon name={icon} className="size-3.5 opacity-70" /> <span className="sr-only">{label}</span> {value}
  </span>
);

/** Drawn once: scrolling moves it, and draws only those that come into sight. */
export const ModelCard = memo(function ModelCard({ model, taskTitle, isHere, isLoaded }: Props) {
  const [owner, name] = model.id.includes('/') ? model.id.split(/\/(.*)/) : ['', model.id];
  return (
    <article className="rounded-box border-base-300 bg-base-100 hover:border-primary focus-within:border-primary relative flex h-[8.75rem] flex-col gap-1.5 border p-4 transition-colors">
      <div className="flex items-start gap-2">
        <h2 className="min-w-0 flex-1 truncate font-medium" title={model.id}>
          <Link href={`/models/${model.id}`} className="after:absolute after:inset-0 after:content-['']">
            {owner && <span className="text-base-content/75 font-normal">{owner}/</span>}
            {name}
          </Link>
        </h2>
        {isLoaded ? <span className="badge badge-success badge-soft badge-sm">loaded</span> : isHere && <span className="badge badge-soft badge-sm">on disk</span>}
        <a href={hubUrl(model.id)} target="_blank" rel="noreferrer" className="btn btn-ghost btn-xs btn-square relative" aria-label={`${model.id} on the Hub`}>
          <Icon name="outside" />
        </a>
      </div>
      <p className="text-base-content/75 shrink-0 truncate text-sm leading-5">{taskTitle || 'No task named'}</p>
      <p className="text-base-content/75 flex flex-wrap gap-x-4 text-sm">
        <Figure icon="download" label="Downloads in 30 days" value={count(model.downloads)} />
        <Figure icon="heart" label="Likes" value={count(model.likes)} />
        {model.size !== null && <Figure icon="disk" label="Size" value={bytes(model.size)} />}
        <Figure icon={model.gated === false ? 'unlock' : model.gated === null ? 'unknown' : 'lock'} label={gatedWords(model.gated)} value={model.gated === false ? '' : model.gated === null ? 'gated?' : 'gated'} />
      </p>
      <div className="mt-auto text-sm"><Verdict {...model} /></div>
    </article>
  );
});
