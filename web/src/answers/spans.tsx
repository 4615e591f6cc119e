import { hueOf, indexOfText } from '@/lib/color';
import { percent } from '@/lib/format';
import { textAsked, type AnswerProps } from './answer';

interface Span {
  start: number;
  end: number;
  label: string;
  score: number;
}

/** Offsets count characters, as Python does, not UTF-16 units. */
export function pieces(text: string, spans: Span[]): { text: string; span?: Span }[] {
  const letters = Array.from(text);
  const cut = (start: number, end: number) => letters.slice(start, end).join('');
  const parts: { text: string; span?: Span }[] = [];
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.start < at || span.end <= span.start) continue;
    parts.push({ text: cut(at, span.start) }, { text: cut(span.start, span.end), span });
    at = span.end;
  }
  return [...parts, { text: cut(at, letters.length) }].filter((part) => part.text !== '');
}

function Marked({ text, spans }: { text: string; spans: Span[] }) {
  return (
    <p className="text-base leading-loose break-words whitespace-pre-wrap">
      {pieces(text, spans).map(({ text: words, span }, index) =>
        span ? (
          <mark key={index} className="rounded px-1 py-0.5 text-inherit" style={{ backgroundColor: `hsl(${hueOf(indexOfText(span.label))} 70% 50% / 0.25)` }} title={percent(span.score)}>
            {words}
            {span.label && <span className="ml-1.5 text-xs font-semibold">{span.label}</span>}
          </mark>
        ) : (
          <span key={index}>{words}</span>
        ),
      )}
    </p>
  );
}

function Entities({ output, text }: { output: Extract<AnswerProps<'spans'>['output'], { entities: unknown }>; text: string }) {
  const spans = output.entities.map((entity) => ({
    start: entity.start,
    end: entity.end,
    score: entity.score,
    label: ('entity_group' in entity ? entity.entity_group : entity.entity) ?? '',
  }));
  if (spans.length === 0) return <p className="text-base-content/75">Nothing was found in this text.</p>;
  return (
    <div className="flex flex-col gap-4">
      <Marked text={text} spans={spans} />
      <table className="table table-sm">
        <thead>
          <tr>
            <th>Words</th>
            <th>Kind</th>
            <th className="text-right">Score</th>
          </tr>
        </thead>
        <tbody>
          {output.entities.map((entity, index) => (
            <tr key={index}>
              <td>{entity.word}</td>
              <td>{spans[index]?.label}</td>
              <td className="text-right tabular-nums">{percent(entity.score)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function SpansAnswer({ output, asked }: AnswerProps<'spans'>) {
  if ('entities' in output) return <Entities output={output} text={textAsked(asked, 'text')} />;
  const answers = output.answers ?? [output];
  const spans = answers.map(({ start, end, score }, index) => ({ start, end, score, label: answers.length > 1 ? String(index + 1) : '' }));
  return (
    <div className="flex flex-col gap-4">
      <ol className="flex flex-col gap-1">
        {answers.map(({ answer, score }, index) => (
          <li key={index} className="flex items-baseline gap-3">
            <span className={index === 0 ? 'text-lg font-semibold' : ''}>{answer || 'The text has no answer.'}</span>
            <span className="text-base-content/75 text-sm tabular-nums">{percent(score)}</span>
          </li>
        ))}
      </ol>
      <Marked text={textAsked(asked, 'context')} spans={spans} />
    </div>
  );
}
