import { useState } from 'react';
import { parseJson } from '@/lib/json';
import type { WidgetProps } from '../widget';

/** Anything, as JSON. What is no JSON yet is kept as text and refused by the schema. */
export function JsonWidget({ id, value, onChange }: WidgetProps) {
  const [text, setText] = useState(value === undefined ? '' : JSON.stringify(value, null, 2));
  const parsed = text.trim() === '' ? undefined : parseJson(text);
  const problem = parsed && 'problem' in parsed ? parsed.problem : undefined;
  return (
    <>
      <textarea
        id={id}
        spellCheck={false}
        aria-invalid={problem !== undefined}
        className={`textarea field-sizing-content min-h-20 max-h-80 w-full font-mono text-sm ${problem ? 'textarea-error' : ''}`}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          const now = target.value.trim() === '' ? { value: undefined } : parseJson(target.value);
          onChange('value' in now ? now.value : target.value);
        }}
      />
      {problem && <p className="text-error mt-1 text-sm">{problem}</p>}
    </>
  );
}
