import { removed, replaced } from '@/lib/lists';
import { Icon } from '@/ui/icon';
import type { WidgetProps } from '../widget';

/** Rows of two texts that belong together. */
export function PairsWidget({ id, label, value, onChange }: WidgetProps) {
  const rows = (Array.isArray(value) ? value : []).map((row) => (Array.isArray(row) ? row.map(String) : ['', '']));
  const shown = rows.length === 0 ? [['', '']] : rows;
  return (
    <div className="flex flex-col gap-2">
      {shown.map((row, index) => (
        <div key={index} className="flex items-center gap-2">
          {[0, 1].map((side) => (
            <input
              key={side}
              id={index === 0 && side === 0 ? id : undefined}
              className="input min-w-0 flex-1"
              aria-label={`${label} ${index + 1}, ${side === 0 ? 'first' : 'second'}`}
              value={row[side] ?? ''}
              onChange={(event) => onChange(replaced(shown, index, replaced([row[0] ?? '', row[1] ?? ''], side, event.target.value)))}
            />
          ))}
          <button type="button" className="btn btn-ghost btn-sm btn-square" aria-label={`Remove pair ${index + 1}`} disabled={shown.length === 1} onClick={() => onChange(removed(shown, index))}>
            <Icon name="close" />
          </button>
        </div>
      ))}
      <button type="button" className="btn btn-ghost btn-sm self-start" onClick={() => onChange([...shown, ['', '']])}>
        <Icon name="plus" /> Add a pair
      </button>
    </div>
  );
}
