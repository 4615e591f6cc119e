import { percent } from '@/lib/format';
import { Bar } from '@/ui/bar';
import type { AnswerProps } from './answer';

interface Prediction {
  label: string;
  score: number;
  sequence?: string;
}

interface Row {
  label: string;
  score?: number;
  detail?: string;
}

export function LabelBars({ rows, title }: { rows: Row[]; title?: string }) {
  if (rows.length === 0) return <p className="text-base-content/75">No label reaches the threshold.</p>;
  return (
    <section>
      {title && <h3 className="mb-2 text-sm font-semibold">{title}</h3>}
      <ol className="flex flex-col gap-3">
        {rows.map(({ label, score, detail }, index) => (
          <li key={`${label}-${index}`}>
            <div className="mb-1 flex items-baseline gap-3">
              <span className={`min-w-0 flex-1 break-words ${index === 0 ? 'font-semibold' : ''}`}>{label}</span>
              {score !== undefined && <span className="text-sm tabular-nums">{score >= 0 && score <= 1 ? percent(score) : score.toFixed(3)}</span>}
            </div>
            {score !== undefined && score >= 0 && score <= 1 && <Bar share={score} className={index === 0 ? 'bg-primary' : 'bg-primary/50'} />}
            {detail && <p className="text-base-content/75 mt-1 text-sm break-words">{detail}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

export function LabelsAnswer({ output }: AnswerProps<'labels'>) {
  if ('answers' in output) return <LabelBars rows={output.answers.map(({ answer, score }) => ({ label: answer, score }))} />;
  const rows: (Prediction | Prediction[])[] = output.predictions;
  const lists = rows.some(Array.isArray) ? rows.map((row) => [row].flat()) : [rows.flat()];
  return (
    <div className="flex flex-col gap-6">
      {lists.map((list, index) => (
        <LabelBars
          key={index}
          rows={list.map(({ label, score, sequence }) => ({ label, score, detail: sequence }))}
          title={lists.length > 1 ? `Mask ${index + 1}` : undefined}
        />
      ))}
    </div>
  );
}
