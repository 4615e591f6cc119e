/** Inputs that stand for each other: `text` or `messages`, a text and its pair or a sentence and a list. */
import type { JsonObject } from '@/lib/json';
import { isEmpty, titleOf, type Schema } from './schema';

/** The groups of which exactly one is needed; [[]] when there is no choice. */
export function groupsOf(schema: Schema): string[][] {
  const groups = (schema.oneOf ?? []).map(({ required = [] }) => required);
  return groups.length > 0 ? groups : [[]];
}

/** The group that the values speak for, the first where none does. */
export function chosenGroup(schema: Schema, values: JsonObject): number {
  const filled = groupsOf(schema).map((group) => group.filter((name) => !isEmpty(values[name])).length);
  return Math.max(0, filled.indexOf(Math.max(...filled)));
}

/** The names to ask for when that group is chosen, in the order of the schema. */
export function namesIn(schema: Schema, group: number): string[] {
  const groups = groupsOf(schema);
  const others = new Set(groups.flat().filter((name) => !groups[group]?.includes(name)));
  return Object.keys(schema.properties ?? {}).filter((name) => !others.has(name));
}

export const groupTitle = (schema: Schema, group: string[]): string =>
  group.map((name) => titleOf(name, schema.properties?.[name])).join(' and ');

export const isRequired = (schema: Schema, name: string, group: number): boolean =>
  Boolean(schema.required?.includes(name) || groupsOf(schema)[group]?.includes(name));

/** The titles of what has to be filled in before the task can run. */
export function missing(schema: Schema, values: JsonObject, group: number): string[] {
  const needed = namesIn(schema, group).filter((name) => isRequired(schema, name, group));
  const absent = needed.filter((name) => isEmpty(values[name])).map((name) => titleOf(name, schema.properties?.[name]));
  const choices = (schema.anyOf ?? []).map(({ required = [] }) => required);
  if (choices.length === 0 || choices.some((names) => names.every((name) => !isEmpty(values[name])))) return absent;
  return [...absent, choices.map((names) => groupTitle(schema, names)).join(' or ')];
}
