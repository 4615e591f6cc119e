#!/usr/bin/env node
// schema-types: writes TypeScript types of the contracts to standard output. `Tasks["fill-mask"]["output"]` is the answer of that
// task; `remedies` says what to do about each error code. Reads src/**/*.schema.json (see src/tasks/contract/README.md) and src/core/error_codes.def.

import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

const source = new URL('../src/', import.meta.url);
const read = (path) => readFileSync(new URL(path, source), 'utf8');

const files = new Map(
  readdirSync(source, { recursive: true })
    .filter((path) => path.endsWith('.schema.json'))
    .sort()
    .map((path) => [basename(path), JSON.parse(read(path))]),
);

const pascal = (name) => name.replace(/(^|_)(\w)/g, (_, __, letter) => letter.toUpperCase());
const isNamed = (schema) =>
  schema.type === 'object' || schema.type === 'array' || 'oneOf' in schema || 'anyOf' in schema;

// A definition with structure has a type of its own; a scalar is written where it is used.
function reference(target, file) {
  const [path, name] = target.split('#/$defs/');
  const owner = path === '' ? file : basename(path);
  const schema = files.get(owner)?.$defs?.[name];
  if (schema === undefined) throw new Error(`${file}: $ref ${target} leads nowhere`);
  return isNamed(schema) ? pascal(name) : type(schema, owner);
}

const union = (types) => [...new Set(types)].join(' | ');
const inParentheses = (text) => (/[|&]/.test(text) ? `(${text})` : text);
const comment = (schema) => (schema.description ? `/** ${schema.description} */\n` : '');
const isGroup = (schema) => Object.keys(schema).join() === 'required';

function members(schema, file) {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {})
    .map(([name, property]) => `${comment(property)}${name}${required.has(name) ? '' : '?'}: ${type(property, file)};`)
    .join('\n');
}

function object(schema, file) {
  const others = schema.additionalProperties;
  if (!schema.properties && !schema.allOf)
    return `Record<string, ${typeof others === 'object' ? type(others, file) : 'unknown'}>`;
  const own = schema.properties && Object.keys(schema.properties).length > 0 ? [`{\n${members(schema, file)}\n}`] : [];
  const whole = [...own, ...(schema.allOf ?? []).map((part) => type(part, file))].join(' & ');
  const groups = (schema.oneOf ?? schema.anyOf ?? []).filter(isGroup);
  if (groups.length === 0) return whole;
  return `WithOneOf<${whole}, ${union(groups.map((group) => JSON.stringify(group.required)))}>`;
}

const scalars = { string: 'string', integer: 'number', number: 'number', boolean: 'boolean', null: 'null' };

function type(schema, file) {
  if (schema.$ref) return reference(schema.$ref, file);
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
  if (schema.type === 'object') return object(schema, file);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return union(choices.map((choice) => type(choice, file)));
  if (Array.isArray(schema.type)) return union(schema.type.map((one) => type({ ...schema, type: one }, file)));
  if (schema.type === 'array') return `${inParentheses(schema.items ? type(schema.items, file) : 'unknown')}[]`;
  if (schema.type in scalars) return scalars[schema.type];
  throw new Error(`${file}: no type for ${JSON.stringify(schema)}`);
}

const definitions = [...files].flatMap(([file, { $defs = {} }]) =>
  Object.entries($defs)
    .filter(([, schema]) => isNamed(schema))
    .map(([name, schema]) => `${comment(schema)}export type ${pascal(name)} = ${type(schema, file)};`),
);

const tasks = [...files]
  .filter(([, contract]) => 'task' in contract)
  .map(
    ([file, contract]) =>
      `${comment(contract)}${JSON.stringify(contract.task)}: {
inputs: ${type(contract.inputs, file)};
options: ${type(contract.options, file)};
output: ${type(contract.output, file)};
render: ${JSON.stringify(contract.render)};
streams: ${JSON.stringify(contract.streams)};
};`,
  );

const codes = [...read('core/error_codes.def').matchAll(/^ERROR_CODE\((\w+), \d+, "[^"]*", (".*")\)$/gm)];

console.log(`// Made by tools/schema-types.mjs from the contracts. Not edited by hand.

// T, of which at least the members in one of the groups are there.
type WithOneOf<T, Groups extends (keyof T)[]> = Groups extends unknown ? T & Required<Pick<T, Groups[number]>> : never;

export type ErrorCode = ${union(codes.map(([, name]) => JSON.stringify(name)))};

export const remedies: Record<ErrorCode, string> = {
${codes.map(([, name, remedy]) => `${name}: ${remedy},`).join('\n')}
};

${definitions.join('\n\n')}

export interface Tasks {
${tasks.join('\n')}
}
export type TaskId = keyof Tasks;`);
