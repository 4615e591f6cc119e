import { Bar } from '@/ui/bar';
import type { AnswerProps } from './answer';

function Meter({ name, score }: { name: string; score: number }) {
  return (
    <div>
      <div className="mb-1 flex items-baseline gap-3">
        <span className="min-w-0 flex-1 break-words">{name}</span>
        <span className="text-lg font-semibold tabular-nums">{score.toFixed(4)}</span>
      </div>
      <Bar share={score} />
    </div>
  );
}

/** How alike texts are; 1 is the same meaning. */
export function MeterAnswer({ output, asked }: AnswerProps<'meter'>) {
  const sentences = Array.isArray(asked.inputs.sentences) ? asked.inputs.sentences.map(String) : [];
  const scores = 'scores' in output && output.scores ? output.scores : [output.score ?? 0];
  return (
    <div className="flex flex-col gap-4">
      {scores.map((score, index) => (
        <Meter key={index} name={sentences[index] ?? 'Similarity of the two texts'} score={score} />
      ))}
    </div>
  );
}
