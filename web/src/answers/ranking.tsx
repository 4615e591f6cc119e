import { isMedia } from '@/lib/media';
import type { Json } from '@/lib/json';
import { Bar } from '@/ui/bar';
import type { AnswerProps } from './answer';

interface Row {
  name: string;
  score: number;
}

const nameOf = (value: Json | undefined): string => {
  if (isMedia(value)) return value.$media;
  if (Array.isArray(value)) return nameOf(value.at(-1));
  return typeof value === 'string' ? value : '';
};

function rowsOf({ output, asked }: AnswerProps<'ranking'>): Row[] {
  if ('results' in output) {
    const documents = Array.isArray(asked.inputs.documents) ? asked.inputs.documents : [];
    return output.results.map(({ index, page, score }) => ({ name: `${nameOf(documents[index]) || `Document ${index + 1}`}, page ${page + 1}`, score }));
  }
  const list = asked.inputs.candidates ?? asked.inputs.pairs;
  const candidates = Array.isArray(list) ? list : [];
  return output.indices.map((index) => ({ name: nameOf(candidates[index]) || `Candidate ${index + 1}`, score: output.scores[index] ?? 0 }));
}

/** Best first, with the score; the bar compares within this list. */
export function RankingAnswer(props: AnswerProps<'ranking'>) {
  const rows = rowsOf(props);
  const scores = rows.map(({ score }) => score);
  const low = Math.min(0, ...scores);
  const range = Math.max(...scores) - low || 1;
  return (
    <ol className="flex flex-col gap-4">
      {rows.map(({ name, score }, index) => (
        <li key={index} className="flex gap-3">
          <span className="text-base-content/75 w-6 text-right tabular-nums">{index + 1}</span>
          <div className="min-w-0 flex-1">
            <div className="mb-1 flex items-baseline gap-3">
              <span className={`min-w-0 flex-1 break-words ${index === 0 ? 'font-semibold' : ''}`}>{name}</span>
              <span className="text-sm tabular-nums">{score.toFixed(4)}</span>
            </div>
            <Bar share={(score - low) / range} className={index === 0 ? 'bg-primary' : 'bg-primary/50'} />
          </div>
        </li>
      ))}
    </ol>
  );
}
