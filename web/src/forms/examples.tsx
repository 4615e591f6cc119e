import { isObject, type JsonObject } from '@/lib/json';
import { isMedia } from '@/lib/media';

interface Example {
  inputs: object;
  options?: object;
}

/** The first words of an example. */
function summary(value: unknown): string {
  if (typeof value === 'string') return value;
  if (isMedia(value)) return value.$media;
  if (Array.isArray(value)) return value.map(summary).filter(Boolean).join(', ');
  return isObject(value) ? Object.values(value).map(summary).filter(Boolean).join(' · ') : JSON.stringify(value);
}

export function Examples({ examples, onExample }: { examples: Example[]; onExample: (example: { inputs: JsonObject; options: JsonObject }) => void }) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-base-content/75 text-sm">Examples</span>
      {examples.map((example, index) => {
        const words = summary(example.inputs);
        return (
          <button key={index} type="button" className="btn btn-soft btn-xs max-w-64" onClick={() => onExample({ inputs: example.inputs as JsonObject, options: (example.options ?? {}) as JsonObject })}>
            <span className="truncate">{words}</span>
          </button>
        );
      })}
    </div>
  );
}
