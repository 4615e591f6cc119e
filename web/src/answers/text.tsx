import { lazy, Suspense } from 'react';
import type { AnswerProps } from './answer';

const Markdown = lazy(() => import('./markdown'));

/** Text that models write for people is Markdown more often than not; it is plain while that loads. */
export function WrittenText({ text, markdown }: { text: string; markdown: boolean }) {
  const plain = <p className="text-base leading-relaxed break-words whitespace-pre-wrap">{text}</p>;
  if (!markdown) return plain;
  return (
    <Suspense fallback={plain}>
      <Markdown text={text} />
    </Suspense>
  );
}

export function TextAnswer({ output, asked }: AnswerProps<'text'>) {
  const { usage, finish_reason: reason, text } = output;
  return (
    <div className="flex flex-col gap-3">
      {text === '' ? <p className="text-base-content/75">The model wrote nothing.</p> : <WrittenText text={text} markdown={'messages' in asked.inputs} />}
      <p className="text-base-content/75 text-sm">
        {usage.completion_tokens} tokens after {usage.prompt_tokens} of the prompt
        {reason === 'length' && ' · ended at the limit of tokens'}
        {reason === 'stop_sequence' && ' · ended at a stop text'}
      </p>
    </div>
  );
}
