import { useRef, useState, type ReactNode } from 'react';
import { bytes } from '@/lib/format';
import { isMedia } from '@/lib/media';
import { Icon, type IconName } from '@/ui/icon';
import type { WidgetProps } from '../widget';

interface Props extends WidgetProps {
  accept: string;
  noun: string;
  icon: IconName;
  /** What else can fill the place: a camera, a microphone. */
  tools?: ReactNode;
  preview: (file: Blob) => ReactNode;
}

export const fits = (type: string, accept: string): boolean =>
  accept.split(',').some((one) => (one.endsWith('/*') ? type.startsWith(one.slice(0, -1)) : type === one));

/** A place for one file: chosen, dropped or pasted. */
export function FileDrop({ id, label, value, onChange, files, keep, accept, noun, icon, tools, preview }: Props) {
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const name = isMedia(value) ? value.$media : undefined;
  const file = name === undefined ? undefined : files[name];
  const take = (chosen: File | undefined) => {
    if (!chosen) return;
    if (!fits(chosen.type, accept)) return setRefused(`${chosen.name} is ${chosen.type || 'of an unknown kind'}; a ${noun} is needed here.`);
    setRefused('');
    onChange(keep(chosen, chosen.name || `pasted-${noun}`));
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a place to drop on; the button in it does the same
    <div
      role="group"
      aria-label={label}
      className={`rounded-box border border-dashed p-3 transition-colors ${over ? 'border-primary bg-primary/5' : 'border-base-content/25'}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
      onPaste={(event) => take(event.clipboardData.files[0])}
    >
      {file ? <div className="mb-3">{preview(file)}</div> : null}
      <div className="flex flex-wrap items-center gap-2">
        <input ref={input} id={id} type="file" accept={accept} className="sr-only" tabIndex={-1} onChange={({ target }) => take(target.files?.[0])} />
        <button type="button" className="btn btn-sm" onClick={() => input.current?.click()}>
          <Icon name={icon} /> {file ? `Another ${noun}` : `Choose a ${noun}`}
        </button>
        {tools}
        {file ? (
          <>
            <span className="text-base-content/75 min-w-0 truncate text-sm">{name} · {bytes(file.size)}</span>
            <button type="button" className="btn btn-ghost btn-sm btn-square ml-auto" aria-label={`Remove ${name}`} onClick={() => onChange(undefined)}>
              <Icon name="close" />
            </button>
          </>
        ) : (
          <span className="text-base-content/75 text-sm">{name ? `The request names a file that is not here: ${name}` : 'or drop or paste one here'}</span>
        )}
      </div>
      {refused && <p role="alert" className="text-error mt-2 text-sm">{refused}</p>}
    </div>
  );
}
