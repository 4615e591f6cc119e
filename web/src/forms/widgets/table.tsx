import { type ClipboardEvent } from 'react';
import { removed, replaced } from '@/lib/lists';
import { rowsOf } from '@/lib/table-rows';
import { Icon } from '@/ui/icon';
import type { WidgetProps } from '../widget';

const split = (text: string): string[][] =>
  text.trim().split(/\r?\n/).map((line) => line.split(line.includes('\t') ? '\t' : ',').map((cell) => cell.trim()));

/** A grid to type in; a table copied from a spreadsheet or a CSV file is pasted into any cell. */
export function TableWidget({ id, label, value, onChange }: WidgetProps) {
  const rows = rowsOf(value);
  const width = rows[0]?.length ?? 0;
  const set = (row: number, column: number, text: string) => onChange(replaced(rows, row, replaced(rows[row] ?? [], column, text)));
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text');
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    onChange(split(text));
  };
  const remove = (what: string, onClick: () => void) => (
    <button type="button" className="btn btn-ghost btn-xs btn-square" aria-label={`Remove ${what}`} onClick={onClick}>
      <Icon name="close" className="size-3" />
    </button>
  );
  return (
    <div className="flex flex-col gap-2" onPaste={paste}>
      <div className="overflow-x-auto">
        <table className="table table-sm" aria-label={label}>
          <tbody>
            {rows.map((row, r) => (
              <tr key={r}>
                {row.map((cell, c) => (
                  <td key={c} className="p-0.5">
                    <input
                      id={r === 0 && c === 0 ? id : undefined}
                      aria-label={r === 0 ? `Header ${c + 1}` : `Row ${r}, ${rows[0]?.[c] || `column ${c + 1}`}`}
                      className={`input input-sm w-full min-w-24 ${r === 0 ? 'font-semibold' : ''}`}
                      value={cell}
                      onChange={(event) => set(r, c, event.target.value)}
                    />
                  </td>
                ))}
                <td className="w-8 p-0.5">{r > 0 && rows.length > 2 && remove(`row ${r}`, () => onChange(removed(rows, r)))}</td>
              </tr>
            ))}
            {width > 1 && (
              <tr>
                {(rows[0] ?? []).map((_, c) => (
                  <td key={c} className="p-0.5 text-center">{remove(`column ${c + 1}`, () => onChange(rows.map((row) => removed(row, c))))}</td>
                ))}
                <td />
              </tr>
            )}
          </tbody>
        </table>
      </div>
      <div className="flex gap-2">
        <button type="button" className="btn btn-ghost btn-sm" onClick={() => onChange([...rows, Array<string>(width).fill('')])}>
          <Icon name="plus" /> Row
        </button>
        <button type="button" className="btn btn-ghost btn-sm" onClick={() => onChange(rows.map((row) => [...row, '']))}>
          <Icon name="plus" /> Column
        </button>
      </div>
    </div>
  );
}
