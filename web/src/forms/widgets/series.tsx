import { useState } from 'react';
import type { Json } from '@/lib/json';
import { isNumbers } from '@/lib/json';
import { Sparkline } from '@/ui/sparkline';
import type { WidgetProps } from '../widget';

const written = (value: Json | undefined): string =>
  !Array.isArray(value) ? '' : isNumbers(value) ? value.join(', ') : value.map((row) => (isNumbers(row) ? row.join(', ') : '')).join('\n');

const numbers = (line: string): number[] => line.split(/[\s,;]+/).filter(Boolean).map(Number);

/** One series a line, of numbers between commas or spaces. */
function parse(text: string): { series: number[][]; problem?: string } {
  const series = text.split('\n').map(numbers).filter((line) => line.length > 0);
  const wrong = /[^\s,;]+/g;
  const bad = [...text.matchAll(wrong)].map(([word]) => word).find((word) => Number.isNaN(Number(word)));
  return { series, problem: bad && `“${bad}” is no number` };
}

export function SeriesWidget({ id, label, value, onChange }: WidgetProps) {
  const [text, setText] = useState(written(value));
  const fromOutside = written(value);
  const parsed = parse(text);
  const own = parsed.series.map((line) => line.join(', ')).join('\n');
  const shown = parsed.problem === undefined && fromOutside !== own ? fromOutside : text;
  const { series, problem } = parse(shown);
  return (
    <div className="flex flex-col gap-2">
      <textarea
        id={id}
        className={`textarea field-sizing-content min-h-20 max-h-60 w-full font-mono text-sm ${problem ? 'textarea-error' : ''}`}
        placeholder="12, 13.5, 15, 14, …"
        value={shown}
        onChange={({ target }) => {
          setText(target.value);
          const now = parse(target.value);
          if (now.problem || now.series.length === 0) onChange(undefined);
          else onChange(now.series.length === 1 ? now.series[0] : now.series);
        }}
      />
      {problem && <p className="text-error text-sm">{problem}</p>}
      {!problem && series.map((line, index) => line.length > 1 && <Sparkline key={index} values={line} label={`${label} ${index + 1}`} />)}
    </div>
  );
}
