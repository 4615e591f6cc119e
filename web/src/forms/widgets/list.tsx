import { removed, replaced } from '@/lib/lists';
import { Icon } from '@/ui/icon';
import { widgetOf } from '../schema';
import type { WidgetProps } from '../widget';
import { widgets } from './index';

/** Items one below the other, each asked for as its schema says. */
export function ListWidget(props: WidgetProps) {
  const { id, label, schema, value, onChange } = props;
  const itemSchema = schema.items ?? schema.anyOf?.find(({ items }) => items)?.items ?? {};
  const Item = widgets[widgetOf(itemSchema)];
  const items = Array.isArray(value) ? value : value === undefined ? [] : [value];
  const rows = items.length === 0 ? [null] : items;
  return (
    <div className="flex flex-col gap-2">
      {rows.map((item, index) => (
        <div key={index} className="flex items-start gap-2">
          <div className="min-w-0 flex-1">
            <Item
              {...props}
              id={index === 0 ? id : `${id}-${index}`}
              label={`${label} ${index + 1}`}
              schema={{ ...itemSchema, title: `${label} ${index + 1}` }}
              value={item ?? undefined}
              onChange={(changed) => onChange(replaced(rows, index, changed ?? ''))}
            />
          </div>
          {rows.length > 1 && (
            <button type="button" className="btn btn-ghost btn-sm btn-square mt-1" aria-label={`Remove ${label} ${index + 1}`} onClick={() => onChange(removed(rows, index))}>
              <Icon name="close" />
            </button>
          )}
        </div>
      ))}
      <button type="button" className="btn btn-ghost btn-sm self-start" onClick={() => onChange([...rows.map((row) => row ?? ''), ''])}>
        <Icon name="plus" /> Add another
      </button>
    </div>
  );
}
