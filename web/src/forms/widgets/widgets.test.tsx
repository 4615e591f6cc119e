import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import type { Json } from '@/lib/json';
import type { Files } from '@/lib/media';
import { widgetOf, type Schema } from '../schema';
import { widgets } from './index';

const held: { now?: Json } = {};

function Held({ schema, initial }: { schema: Schema; initial?: Json }) {
  const [value, setValue] = useState<Json | undefined>(initial);
  const [files, setFiles] = useState<Files>({});
  const Widget = widgets[widgetOf(schema)];
  const keep = (file: Blob, name: string) => (setFiles((before) => ({ ...before, [name]: file })), { $media: name });
  return <Widget id="it" label="It" schema={schema} value={value} onChange={(changed) => ((held.now = changed), setValue(changed))} files={files} keep={keep} siblings={{}} />;
}

const show = (schema: Schema, initial?: Json) => {
  held.now = initial;
  render(<Held schema={schema} initial={initial} />);
  return userEvent.setup();
};

test('chips: Enter and commas make them, Backspace takes the last away', async () => {
  const user = show({ 'x-widget': 'chips' });
  await user.type(screen.getByLabelText('It'), 'cat, dog{Enter}cat{Enter}');
  expect(held.now).toEqual(['cat', 'dog']);
  await user.type(screen.getByLabelText('It'), '{Backspace}');
  expect(held.now).toEqual(['cat']);
});

test('number: empty is the default, not zero', async () => {
  const user = show({ type: 'integer', default: 5 });
  const field = screen.getByRole('spinbutton');
  expect(field).toHaveProperty('value', '5');
  await user.clear(field);
  expect(held.now).toBeUndefined();
  fireEvent.change(field, { target: { value: '7' } });
  expect(held.now).toBe(7);
});

test('choice and switch: the default is named', async () => {
  const user = show({ enum: [true, false, 'never'], 'x-default': 'what the model says' });
  expect(screen.getByText('Default: what the model says')).toBeDefined();
  await user.selectOptions(screen.getByRole('combobox'), 'never');
  expect(held.now).toBe('never');
});

test('table: a pasted spreadsheet becomes rows', () => {
  show({ 'x-widget': 'table' });
  fireEvent.paste(screen.getByLabelText('Header 1'), { clipboardData: { getData: () => 'City\tPeople\nLyon\t520000' } });
  expect(held.now).toEqual([['City', 'People'], ['Lyon', '520000']]);
  fireEvent.change(screen.getByLabelText('Row 1, People'), { target: { value: '1' } });
  expect(held.now).toEqual([['City', 'People'], ['Lyon', '1']]);
});

test('series: one a line; what is no number is said and not sent', () => {
  show({ 'x-widget': 'series' });
  const field = screen.getByRole('textbox');
  fireEvent.change(field, { target: { value: '1, 2.5 3' } });
  expect(held.now).toEqual([1, 2.5, 3]);
  fireEvent.change(field, { target: { value: '1 2\n3 4' } });
  expect(held.now).toEqual([[1, 2], [3, 4]]);
  fireEvent.change(field, { target: { value: '1 two' } });
  expect(held.now).toBeUndefined();
  expect(screen.getByText('“two” is no number')).toBeDefined();
});

test('chat: a conversation grows by turns', async () => {
  const user = show({ 'x-widget': 'chat' });
  await user.type(screen.getByLabelText('Message 1'), 'Hi');
  await user.click(screen.getByText(/Add a message of the assistant/));
  await user.type(screen.getByLabelText('Message 2'), 'Hello');
  expect(held.now).toEqual([{ role: 'user', content: 'Hi' }, { role: 'assistant', content: 'Hello' }]);
});

test('list and pairs: rows are added and taken away', async () => {
  const user = show({ 'x-widget': 'list', items: { type: 'string', 'x-widget': 'text' } });
  await user.type(screen.getByRole('textbox'), 'a');
  await user.click(screen.getByText('Add another'));
  await user.type(screen.getAllByRole('textbox')[1] as HTMLElement, 'b');
  expect(held.now).toEqual(['a', 'b']);
  await user.click(screen.getByLabelText('Remove It 1'));
  expect(held.now).toEqual(['b']);
});

test('json: what is no JSON is said', () => {
  show({ 'x-widget': 'json' });
  fireEvent.change(screen.getByRole('textbox'), { target: { value: '{"a": [1]}' } });
  expect(held.now).toEqual({ a: [1] });
  fireEvent.change(screen.getByRole('textbox'), { target: { value: '{"a"' } });
  expect(screen.getByRole('textbox').getAttribute('aria-invalid')).toBe('true');
});

test.each([['image', 'image/png'], ['audio', 'audio/wav'], ['video', 'video/mp4'], ['document', 'application/pdf']] as const)('%s: a dropped file is kept, another kind is refused', async (widget, type) => {
  show({ 'x-widget': widget, type: 'string' });
  const place = screen.getByRole('group', { name: 'It' });
  fireEvent.drop(place, { dataTransfer: { files: [new File(['x'], 'a.txt', { type: 'text/plain' })] } });
  expect((await screen.findByRole('alert')).textContent).toContain('a.txt is text/plain');
  fireEvent.drop(place, { dataTransfer: { files: [new File(['x'], 'a.bin', { type })] } });
  expect(held.now).toEqual({ $media: 'a.bin' });
  fireEvent.click(await screen.findByLabelText('Remove a.bin'));
  expect(held.now).toBeUndefined();
});
