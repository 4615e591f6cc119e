/** The JSON Schemas of inputs and options, as `GET /api/tasks` sends them: the subset in src/tasks/contract/README.md. */
import { Validator } from '@cfworker/json-schema';
import type { Json, JsonObject } from '@/lib/json';
import { isObject } from '@/lib/json';
import { isMedia } from '@/lib/media';

export type Widget =
  | 'text' | 'textarea' | 'question' | 'chat' | 'chips' | 'list' | 'pairs' | 'table' | 'series' | 'json'
  | 'image' | 'audio' | 'video' | 'document' | 'points' | 'boxes' | 'number' | 'switch' | 'choice';

type Type = 'array' | 'boolean' | 'integer' | 'null' | 'number' | 'object' | 'string';

export interface Schema {
  type?: Type | Type[];
  title?: string;
  description?: string;
  default?: Json;
  enum?: Json[];
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  'x-widget'?: Widget;
  'x-default'?: string;
}

export interface Problem {
  path: string;
  message: string;
}

/** How a form asks for it: as the schema says, else by its type. */
export function widgetOf(schema: Schema): Widget {
  if (schema['x-widget']) return schema['x-widget'];
  if (schema.enum) return 'choice';
  if (schema.type === 'boolean') return 'switch';
  if (schema.type === 'number' || schema.type === 'integer') return 'number';
  if (schema.type === 'string') return 'text';
  if (schema.type === 'array' && schema.items?.type === 'string') return 'chips';
  return 'json';
}

export const titleOf = (name: string, schema: Schema | undefined): string => schema?.title ?? name;

export function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0 || value.every(isEmpty);
  return isObject(value) && !isMedia(value) && Object.values(value).every(isEmpty);
}

// A file that is not in its place yet is a text for the schema.
function stood(value: Json | undefined): Json | undefined {
  if (isMedia(value)) return value.$media;
  if (Array.isArray(value)) return value.map((item) => stood(item) ?? null);
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, stood(member)])) : value;
}

const path = (location: string): string => location.replace(/^#\/?/, '').replaceAll('/', '.');

/** What is wrong with a value. What is absent is not: see missing(). */
export function problems(schema: Schema, value: JsonObject): Problem[] {
  const { required, oneOf, anyOf, ...rest } = schema;
  const { errors } = new Validator(rest, '7', false).validate(stood(value));
  const leaves = errors.filter(({ keyword }) => !['properties', 'items', 'anyOf', 'oneOf', 'allOf'].includes(keyword));
  const shown = leaves.length > 0 ? leaves : errors;
  return shown
    .filter(({ keyword }) => keyword !== 'false')
    .map(({ instanceLocation, error, keyword }) => ({
      path: path(instanceLocation),
      message: keyword === 'additionalProperties' ? unknownName(error) : error.replaceAll('Instance', 'It').replace(/^It type/, 'The type'),
    }));
}

const unknownName = (error: string): string => {
  const name = /"([^"]+)"/.exec(error)?.[1] ?? '';
  return `There is nothing called ${name} here.`;
};
