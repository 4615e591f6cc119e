import { isNumbers } from '@/lib/json';
import { cosine, norm } from '@/lib/vectors';
import { Sparkline } from '@/ui/sparkline';
import type { AnswerProps } from './answer';

const head = (vector: number[]): string => `${vector.slice(0, 6).map((value) => value.toFixed(4)).join(', ')}${vector.length > 6 ? ', …' : ''}`;

function Vector({ vector, name }: { vector: number[]; name: string }) {
  return (
    <section className="flex flex-col gap-1">
      <h3 className="text-sm font-semibold break-words">{name}</h3>
      <Sparkline values={vector} label={name} />
      <p className="text-base-content/75 font-mono text-xs break-words">length {norm(vector).toFixed(4)} · {head(vector)}</p>
    </section>
  );
}

function Similarities({ vectors }: { vectors: number[][] }) {
  return (
    <section>
      <h3 className="mb-2 text-sm font-semibold">Cosine similarity</h3>
      <div className="overflow-x-auto">
        <table className="table table-sm w-auto tabular-nums">
          <thead>
            <tr>
              <td />
              {vectors.map((_, column) => (
                <th key={column} scope="col">{column + 1}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {vectors.map((a, row) => (
              <tr key={row}>
                <th scope="row">{row + 1}</th>
                {vectors.map((b, column) => (
                  <td key={column} style={{ backgroundColor: `color-mix(in oklab, var(--color-primary) ${Math.round(Math.max(0, cosine(a, b)) * 30)}%, transparent)` }}>{cosine(a, b).toFixed(3)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** What can be seen of vectors: their shape, their length, and how close they are. */
export function EmbeddingAnswer({ output, asked }: AnswerProps<'embedding'>) {
  const { embedding, dim } = output;
  if (isNumbers(embedding)) return <Vector vector={embedding} name={`One vector of ${dim} numbers`} />;
  const vectors = embedding.filter(isNumbers);
  if (vectors.length < embedding.length) return <p>Vectors of {dim} numbers for each token of {embedding.length} texts; JSON has them all.</p>;
  const texts = Array.isArray(asked.inputs.text) ? asked.inputs.text.map(String) : [];
  const shown = vectors.slice(0, 12);
  return (
    <div className="flex flex-col gap-5">
      <p>{vectors.length} vectors of {dim} numbers{texts.length === vectors.length ? '' : ', one for each token'}</p>
      {shown.length > 1 && <Similarities vectors={shown} />}
      {shown.map((vector, index) => (
        <Vector key={index} vector={vector} name={`${index + 1} ${texts[index] ?? ''}`} />
      ))}
      {vectors.length > shown.length && <p className="text-base-content/75 text-sm">The first {shown.length} of {vectors.length} are drawn; JSON has them all.</p>}
    </div>
  );
}
