/** A request while it is written: inputs, options that differ from their defaults, and the files beside them. */
import { isObject, type JsonObject } from '@/lib/json';
import { mediaNames, withFiles, type Files } from '@/lib/media';
import { isEmpty, type Schema } from './schema';

export interface Draft {
  inputs: JsonObject;
  options: JsonObject;
  files: Files;
}

export const emptyDraft: Draft = { inputs: {}, options: {}, files: {} };

const filled = (values: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)));

/** What is sent, with `$media` for files. */
export const requestOf = ({ inputs, options }: Draft): { inputs: JsonObject; options: JsonObject } => ({
  inputs: filled(inputs),
  options: Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
});

/** What is sent, with the files in their places. */
export async function resolved(draft: Draft): Promise<{ inputs: JsonObject; options: JsonObject }> {
  const request = requestOf(draft);
  const [inputs, options] = await Promise.all([withFiles(request.inputs, draft.files), withFiles(request.options, draft.files)]);
  return { inputs: isObject(inputs) ? inputs : {}, options: isObject(options) ? options : {} };
}

/** The draft without what the task does not know, and without files that nothing stands on. */
export function fitting(draft: Draft, inputs: Schema, options: Schema): Draft {
  const keep = (values: JsonObject, schema: Schema) =>
    Object.fromEntries(Object.entries(values).filter(([name]) => name in (schema.properties ?? {})));
  const kept = { inputs: keep(draft.inputs, inputs), options: keep(draft.options, options) };
  const names = new Set(mediaNames(kept));
  return { ...kept, files: Object.fromEntries(Object.entries(draft.files).filter(([name]) => names.has(name))) };
}

/** Files that are named and not there. */
export const absentFiles = (draft: Draft): string[] => mediaNames(requestOf(draft)).filter((name) => !(name in draft.files));
