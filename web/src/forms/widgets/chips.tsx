import { useState } from 'react';
import { removed } from '@/lib/lists';
import { Icon } from '@/ui/icon';
import type { WidgetProps } from '../widget';

/** Short texts: Enter or a comma makes one, Backspace takes the last back; a pasted list becomes as many. */
export function ChipsWidget({ id, label, schema, value, onChange }: WidgetProps) {
  const [text, setText] = useState('');
  const numeric = schema.items?.type === 'number' || schema.items?.type === 'integer';
  const chips = Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
  const change = (list: string[]) => onChange(list.length === 0 ? undefined : numeric ? list.map(Number) : list);
  const add = (written: string) => {
    const fresh = written.split(/[,\n;]/).map((part) => part.trim()).filter((part) => part !== '' && !chips.includes(part));
    if (fresh.length > 0) change([...chips, ...fresh]);
    setText('');
  };
  return (
    <div className="input flex h-auto min-h-10 w-full flex-wrap items-center gap-1.5 py-1.5">
      {chips.map((chip, index) => (
        <span key={chip} className="badge badge-soft gap-1 pr-1">
          {chip}
          <button type="button" className="btn btn-ghost btn-xs btn-circle size-5" aria-label={`Remove ${chip}`} onClick={() => change(removed(chips, index))}>
            <Icon name="close" className="size-3" />
          </button>
        </span>
      ))}
      <input
        id={id}
        aria-label={label}
        className="min-w-32 flex-1"
        placeholder={chips.length === 0 ? 'Type, then press Enter' : 'Add another'}
        value={text}
        onChange={({ target }) => (/[,\n;]/.test(target.value) ? add(target.value) : setText(target.value))}
        onBlur={() => add(text)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            add(text);
          } else if (event.key === 'Backspace' && text === '') change(chips.slice(0, -1));
        }}
      />
    </div>
  );
}
