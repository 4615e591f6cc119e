import { rowsOf } from '@/lib/table-rows';
import type { AnswerProps } from './answer';

/** The answer, and the table with the cells it was read from. */
export function TableAnswer({ output, asked }: AnswerProps<'table'>) {
  const [header = [], ...rows] = rowsOf(asked.inputs.table);
  const used = new Set(output.coordinates.map(([row, column]) => `${row},${column}`));
  return (
    <div className="flex flex-col gap-4">
      <p className="text-lg font-semibold">{output.answer || 'The table has no answer.'}</p>
      {output.aggregator !== 'NONE' && <p className="text-base-content/75 text-sm">{output.aggregator} of {output.cells.join(', ')}</p>}
      <div className="overflow-x-auto">
        <table className="table table-sm">
          <thead>
            <tr>
              {header.map((name, column) => (
                <th key={column}>{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, r) => (
              <tr key={r}>
                {row.map((cell, c) => (
                  <td key={c}>{used.has(`${r},${c}`) ? <mark className="bg-primary/25 rounded px-1 font-semibold text-inherit">{cell}</mark> : cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
