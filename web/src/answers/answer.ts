import { useMemo } from 'react';
import type { Render } from '@/api/tasks';
import type { TaskId, Tasks } from '@/api/generated/contracts';
import type { JsonObject } from '@/lib/json';
import { asDataUri, blobOf, isMedia, type Files } from '@/lib/media';

type TasksDrawnAs<R extends Render> = { [T in TaskId]: Tasks[T]['render'] extends R ? T : never }[TaskId];

/** What a task answers whose answers are drawn that way. */
export type Output<R extends Render> = Tasks[TasksDrawnAs<R>]['output'];

export interface Asked {
  inputs: JsonObject;
  files: Files;
}

export interface AnswerProps<R extends Render> {
  output: Output<R>;
  /** What was asked: the text of spans, the picture under boxes. */
  asked: Asked;
}

export function textAsked({ inputs }: Asked, ...names: string[]): string {
  const found = names.map((name) => inputs[name]).find((value) => typeof value === 'string');
  return typeof found === 'string' ? found : '';
}

/** The file of that input: one that was chosen, or base64 that was written. The same blob as long as the input is the same. */
export function useFileAsked({ inputs, files }: Asked, name: string, type: string): Blob | undefined {
  const value = inputs[name];
  const chosen = isMedia(value) ? files[value.$media] : undefined;
  const written = typeof value === 'string' ? value : '';
  return useMemo(() => chosen ?? (written === '' ? undefined : blobOf(asDataUri(written, type))), [chosen, written, type]);
}
