import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { isNumbers, type Json } from '@/lib/json';
import type { AnswerProps } from './answer';

const lists = (value: Json | undefined): number[][] => {
  if (isNumbers(value)) return [value];
  return Array.isArray(value) ? value.filter(isNumbers) : [];
};

interface Lines {
  past: number[];
  forecast: number[];
  quantiles: [string, number[]][];
}

/** The series, and its continuation with the quantiles around it. */
function Plot({ past, forecast, quantiles }: Lines) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const holder = place.current;
    if (!holder) return;
    const color = getComputedStyle(holder).color;
    const shown = past.slice(-Math.max(50, forecast.length * 4));
    const from = past.length - shown.length;
    const x = [...shown, ...forecast].map((_, index) => from + index);
    const before = shown.map((value) => value as number | null);
    const gap = Array<number | null>(shown.length - 1).fill(null);
    const ahead = (values: number[]) => [...gap, shown.at(-1) ?? null, ...values];
    const grid = { stroke: color, grid: { stroke: `color-mix(in srgb, ${color} 15%, transparent)`, width: 1 } };
    const plot = new uPlot(
      {
        width: holder.clientWidth,
        height: 300,
        scales: { x: { time: false } },
        axes: [grid, { ...grid, size: 60 }],
        series: [
          { label: 'step' },
          { label: 'series', stroke: color, width: 1.5 },
          { label: 'forecast', stroke: 'hsl(220 80% 60%)', width: 2 },
          ...quantiles.map(([level]) => ({ label: level, stroke: 'hsl(220 80% 60% / 0.5)', width: 1, dash: [4, 4] })),
        ],
      },
      [x, [...before, ...forecast.map(() => null)], ahead(forecast), ...quantiles.map(([, values]) => ahead(values))],
      holder,
    );
    const resize = new ResizeObserver(() => plot.setSize({ width: holder.clientWidth, height: 300 }));
    resize.observe(holder);
    return () => {
      resize.disconnect();
      plot.destroy();
    };
  }, [past, forecast, quantiles]);
  return <div ref={place} className="w-full" />;
}

function Numbers({ forecast, quantiles }: Lines) {
  return (
    <details>
      <summary className="cursor-pointer">{forecast.length} steps as numbers</summary>
      <table className="table table-sm tabular-nums">
        <thead>
          <tr>
            <th>Step</th>
            <th>Forecast</th>
            {quantiles.map(([level]) => (
              <th key={level}>{level}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {forecast.map((value, step) => (
            <tr key={step}>
              <td>{step + 1}</td>
              <td>{value.toPrecision(6)}</td>
              {quantiles.map(([level, values]) => (
                <td key={level}>{values[step]?.toPrecision(6)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

export default function ChartAnswer({ output, asked }: AnswerProps<'chart'>) {
  const past = lists(asked.inputs.series);
  return (
    <div className="flex flex-col gap-6">
      {lists(output.forecast).map((forecast, index) => {
        const quantiles = Object.entries(output.quantiles).map(([level, values]): [string, number[]] => [level, lists(values as Json)[index] ?? []]);
        const lines = { past: past[index] ?? [], forecast, quantiles };
        return (
          <section key={index} className="flex flex-col gap-2">
            <Plot {...lines} />
            <Numbers {...lines} />
          </section>
        );
      })}
    </div>
  );
}
