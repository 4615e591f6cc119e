import { expect, test } from 'vitest';
import { ApiError } from '@/api/error';
import type { StreamEvent } from '@/api/generated/contracts';
import { advance, idle, runOf, type Session } from './session';

const common = { version: '1.0' as const, correlation_id: 'c', task: 't', model_id: 'm' };
const order = { modelId: 'm', task: 't', draft: { inputs: { text: 'a' }, options: {}, files: {} } };
const begun = advance(idle, { type: 'begin', order, at: 1000 });
const after = (session: Session, event: StreamEvent) => advance(session, { type: 'event', event, at: 1500 });

test('bytes are shown while the model is downloaded, and no longer', () => {
  const downloading = after(begun, { ...common, type: 'status', stage: 'downloading', bytes_done: 5, bytes_total: 10 });
  expect(downloading).toMatchObject({ stage: 'downloading', bytes: { done: 5, total: 10 } });
  expect(after(downloading, { ...common, type: 'status', stage: 'loading' }).bytes).toBeUndefined();
  expect(after(downloading, { ...common, type: 'start' })).toMatchObject({ stage: 'running', bytes: undefined, loadMs: 500 });
});

test('tokens join, steps count, sounds gather', () => {
  const first = after(begun, { ...common, type: 'token', index: 0, id: 1, text: 'He' });
  expect(after(first, { ...common, type: 'token', index: 1, id: 2, text: 'llo' })).toMatchObject({ text: 'Hello', tokens: 2 });
  expect(after(begun, { ...common, type: 'progress', step: 2, total_steps: 4, percent: 50 }).progress).toEqual({ step: 2, total: 4 });
  expect(after(begun, { ...common, type: 'audio', index: 0, audio_base64: 'x' }).sounds).toEqual(['x']);
});

test('a run that was stopped keeps what had come', () => {
  const some = after(begun, { ...common, type: 'token', index: 0, id: 1, text: 'He' });
  const run = runOf(advance(some, { type: 'fail', error: new ApiError('stopped', 'It was stopped.') }), 'id');
  expect(run).toMatchObject({ id: 'id', modelId: 'm', task: 't', inputs: { text: 'a' }, partial: 'He', error: { code: 'stopped' } });
  expect(run.answer).toBeUndefined();
});
