import { useRef, useState } from 'react';
import { exampleFiles, exampleUrl } from '@/api/examples';
import { toApiError, type ApiError } from '@/api/error';
import { isObject, type JsonObject } from '@/lib/json';
import { isMedia, mediaNames } from '@/lib/media';
import { FailureBox } from '@/ui/failure-box';
import type { Draft } from './draft';

export interface Example {
  inputs: object;
  options?: object;
}

/** The example without its files. */
export const requestIn = ({ inputs, options = {} }: Example): { inputs: JsonObject; options: JsonObject } => ({ inputs: inputs as JsonObject, options: options as JsonObject });

/** The first words of an example. */
function summary(value: unknown): string {
  if (typeof value === 'string') return value;
  if (isMedia(value)) return value.$media;
  if (Array.isArray(value)) return value.map(summary).filter(Boolean).join(', ');
  if (isObject(value) && typeof value.role === 'string') return summary(value.content);
  if (isObject(value) && value.type === 'text') return summary(value.text);
  return isObject(value) ? Object.entries(value).flatMap(([name, member]) => (name === 'type' ? [] : [summary(member)])).filter(Boolean).join(' · ') : JSON.stringify(value);
}

/** What tells an example from the others: its first words, and its options where those are the same. */
function labelOf(example: Example, examples: Example[]): string {
  const words = summary(example.inputs);
  const alike = examples.filter((other) => summary(other.inputs) === words);
  const options = Object.entries(example.options ?? {}).map(([name, value]) => `${name}: ${summary(value)}`);
  return alike.length > 1 ? [words, ...options].join(' · ') : words;
}

const isPicture = (name: string): boolean => /\.(jpg|png)$/.test(name);

/** Requests that fill the form, with their files. The last one pressed counts. */
export function Examples({ examples, onExample }: { examples: Example[]; onExample: (example: Draft) => void }) {
  const pressed = useRef(0);
  const [failed, setFailed] = useState<ApiError>();
  const take = async (example: Example) => {
    const mine = (pressed.current += 1);
    setFailed(undefined);
    const request = requestIn(example);
    try {
      const files = await exampleFiles(mediaNames(request));
      if (pressed.current === mine) onExample({ ...request, files });
    } catch (thrown) {
      if (pressed.current === mine) setFailed(toApiError(thrown));
    }
  };
  return (
    <div className="flex flex-col gap-2">
      <div role="group" aria-label="Examples" className="flex flex-wrap items-center gap-2">
        <span className="text-base-content/75 text-sm" aria-hidden="true">Examples</span>
        {examples.map((example, index) => {
          const picture = mediaNames(requestIn(example)).find(isPicture);
          return (
            <button key={index} type="button" className="btn btn-soft btn-sm max-w-72 font-normal" onClick={() => void take(example)}>
              {picture && <img src={exampleUrl(picture)} alt="" className="size-6 rounded object-cover" />}
              <span className="truncate">{labelOf(example, examples)}</span>
            </button>
          );
        })}
      </div>
      {failed && <FailureBox error={failed} />}
    </div>
  );
}
