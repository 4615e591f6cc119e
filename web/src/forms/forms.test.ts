import { expect, test } from 'vitest';
import { absentFiles, fitting, requestOf, resolved } from './draft';
import { chosenGroup, groupsOf, missing, namesIn } from './groups';
import { problems, widgetOf, type Schema } from './schema';

const chat: Schema = {
  properties: { text: { type: 'string', title: 'Text' }, messages: { type: 'array', title: 'Messages' }, image: { type: 'string', title: 'Picture' } },
  required: ['image'],
  oneOf: [{ required: ['text'] }, { required: ['messages'] }],
};

test('inputs that stand for each other are asked for one group at a time', () => {
  expect(groupsOf(chat)).toEqual([['text'], ['messages']]);
  expect(namesIn(chat, 0)).toEqual(['text', 'image']);
  expect(namesIn(chat, 1)).toEqual(['messages', 'image']);
  expect(chosenGroup(chat, {})).toBe(0);
  expect(chosenGroup(chat, { messages: [{ role: 'user', content: 'hi' }] })).toBe(1);
});

test('what is missing is said by its title', () => {
  expect(missing(chat, { text: '' }, 0)).toEqual(['Text', 'Picture']);
  expect(missing(chat, { text: 'a', image: { $media: 'a.png' } }, 0)).toEqual([]);
  const any: Schema = { properties: { a: { title: 'A' }, b: { title: 'B' } }, anyOf: [{ required: ['a'] }, { required: ['b'] }] };
  expect(missing(any, {}, 0)).toEqual(['A or B']);
  expect(missing(any, { b: 'x' }, 0)).toEqual([]);
});

test('values are held against the schema', () => {
  const schema: Schema = { type: 'object', properties: { k: { type: 'integer', minimum: 1 }, mode: { enum: ['a', 'b'] }, picture: { type: 'string' } } };
  expect(problems({ ...schema, required: ['k'] }, {})).toEqual([]);
  expect(problems(schema, { k: 3, mode: 'a', picture: { $media: 'x.png' } })).toEqual([]);
  expect(problems(schema, { k: 0 })[0]?.path).toBe('k');
  expect(problems(schema, { mode: 'c' })[0]?.path).toBe('mode');
  const closed = { ...schema, additionalProperties: false };
  expect(problems(closed, { topk: 1 }).map(({ message }) => message).join()).toContain('topk');
});

test('the widget is what the schema says, else what its type needs', () => {
  expect(widgetOf({ 'x-widget': 'chips', type: 'string' })).toBe('chips');
  expect(widgetOf({ enum: [1] })).toBe('choice');
  expect(widgetOf({ type: 'boolean' })).toBe('switch');
  expect(widgetOf({ type: 'integer' })).toBe('number');
  expect(widgetOf({ type: 'array', items: { type: 'string' } })).toBe('chips');
  expect(widgetOf({ anyOf: [] })).toBe('json');
});

test('a request has what is filled in, with files in their places', async () => {
  const draft = { inputs: { text: '', image: { $media: 'a.png' } }, options: { top_k: 2, seed: undefined }, files: { 'a.png': new Blob(['x'], { type: 'image/png' }) } };
  expect(requestOf(draft)).toEqual({ inputs: { image: { $media: 'a.png' } }, options: { top_k: 2 } });
  expect(await resolved(draft)).toEqual({ inputs: { image: 'data:image/png;base64,eA==' }, options: { top_k: 2 } });
  expect(absentFiles({ ...draft, files: {} })).toEqual(['a.png']);
  await expect(resolved({ ...draft, files: {} })).rejects.toThrow('a.png');
  expect(fitting(draft, { properties: { text: {} } }, {}).files).toEqual({});
});
