import { useState } from 'react';
import { isObject, parseJson, type JsonObject } from '@/lib/json';
import { requestOf, type Draft } from './draft';

interface Props {
  draft: Draft;
  onChange: (change: (draft: Draft) => Draft) => void;
  /** What is wrong with the text; empty when it is a request. */
  onProblem: (problem: string) => void;
}

const written = (draft: Draft): string => JSON.stringify(requestOf(draft), null, 2);

function read(text: string): { inputs: JsonObject; options: JsonObject } | string {
  const parsed = parseJson(text);
  if ('problem' in parsed) return parsed.problem;
  const { value } = parsed;
  if (!isObject(value)) return 'The request is an object with inputs and options.';
  const { inputs = {}, options = {}, ...others } = value;
  const unknown = Object.keys(others)[0];
  if (unknown !== undefined) return `There is nothing called ${unknown} here; a request has inputs and options.`;
  if (!isObject(inputs) || !isObject(options)) return 'inputs and options are objects.';
  return { inputs, options };
}

/** The request as JSON. It goes into the form as soon as it is one. */
export function RawEditor({ draft, onChange, onProblem }: Props) {
  const [text, setText] = useState(() => written(draft));
  const now = read(text);
  const problem = typeof now === 'string' ? now : '';
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor="raw-request" className="font-medium">
        Request
      </label>
      <p className="text-base-content/75 text-sm">{'{"$media": "cat.jpg"} stands for a file of the form.'}</p>
      <textarea
        id="raw-request"
        spellCheck={false}
        aria-invalid={problem !== ''}
        className={`textarea field-sizing-content min-h-60 w-full font-mono text-sm ${problem ? 'textarea-error' : ''}`}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          const request = read(target.value);
          onProblem(typeof request === 'string' ? request : '');
          if (typeof request !== 'string') onChange((before) => ({ ...before, ...request }));
        }}
      />
      {problem && <p role="alert" className="text-error text-sm">{problem}</p>}
    </div>
  );
}
