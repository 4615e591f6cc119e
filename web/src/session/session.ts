/** One run while it lasts: what has come so far, out of the events of its stream. */
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { toApiError, type ApiError } from '@/api/error';
import type { DoneEvent, StatusEvent, StreamEvent } from '@/api/generated/contracts';
import { infer } from '@/api/inference';
import { requestOf, resolved, type Draft } from '@/forms/draft';
import { useChangeRuns, type Run } from './runs';

export interface Session {
  phase: 'idle' | 'running' | 'done' | 'failed';
  modelId: string;
  task: string;
  draft?: Draft;
  startedAt: number;
  stage: StatusEvent['stage'] | 'sending' | 'running';
  bytes?: { done: number; total: number };
  progress?: { step: number; total: number };
  text: string;
  tokens: number;
  sounds: string[];
  loadMs?: number;
  answer?: DoneEvent;
  error?: ApiError;
}

export const idle: Session = { phase: 'idle', modelId: '', task: '', startedAt: 0, stage: 'sending', text: '', tokens: 0, sounds: [] };

export interface Order {
  modelId: string;
  task: string;
  draft: Draft;
}

type Action = { type: 'begin'; order: Order; at: number } | { type: 'fail'; error: ApiError } | { type: 'event'; event: StreamEvent; at: number };

export function advance(session: Session, action: Action): Session {
  if (action.type === 'begin') return { ...idle, ...action.order, phase: 'running', startedAt: action.at };
  if (action.type === 'fail') return { ...session, phase: 'failed', error: action.error };
  const { event } = action;
  switch (event.type) {
    case 'status': {
      const { bytes_done: done, bytes_total: total } = event;
      return { ...session, stage: event.stage, bytes: done === undefined || total === undefined ? undefined : { done, total } };
    }
    case 'start':
      return { ...session, stage: 'running', bytes: undefined, loadMs: action.at - session.startedAt };
    case 'token':
      return { ...session, text: session.text + event.text, tokens: session.tokens + 1 };
    case 'progress':
      return { ...session, progress: { step: event.step, total: event.total_steps } };
    case 'audio':
      return { ...session, sounds: [...session.sounds, event.audio_base64] };
    case 'done':
      return { ...session, phase: 'done', answer: event };
    case 'error':
      return session; // infer() throws it
  }
}

/** What is kept of a run that has ended. */
export function runOf(session: Session, id: string): Run {
  const { inputs, options } = requestOf(session.draft ?? { inputs: {}, options: {}, files: {} });
  const { answer, error } = session;
  return {
    id,
    createdAt: session.startedAt,
    modelId: session.modelId,
    task: session.task,
    inputs,
    options,
    files: session.draft?.files ?? {},
    favourite: false,
    ...(answer && {
      answer: { result: answer.result, runtime_ms: answer.runtime_ms, model_id: answer.model_id, model_meta: answer.model_meta, meta_error: answer.meta_error },
      metrics: {
        runtime_ms: answer.runtime_ms,
        tokens: answer.tokens,
        first_token_latency_ms: answer.first_token_latency_ms,
        tokens_per_second: answer.tokens_per_second,
        load_ms: session.loadMs,
      },
    }),
    ...(error && { error: { code: error.code, message: error.message, details: error.details, status: error.status }, partial: session.text }),
  };
}

export function useSession() {
  const [session, dispatch] = useReducer(advance, idle);
  const control = useRef<AbortController>(undefined);
  const { mutateAsync, error: keepError } = useChangeRuns();
  useEffect(() => () => control.current?.abort(), []);

  const run = useCallback(
    async (order: Order) => {
      control.current?.abort();
      const abort = new AbortController();
      control.current = abort;
      let state = idle;
      const step = async (action: Action) => {
        if (control.current !== abort) return;
        state = advance(state, action);
        // what is shown as ended has been kept: a reload at that very moment loses nothing
        if (state.phase !== 'running') await mutateAsync({ keep: runOf(state, crypto.randomUUID()) }).catch(() => undefined); // keepError says it
        if (control.current === abort) dispatch(action);
      };
      void step({ type: 'begin', order, at: Date.now() });
      try {
        const request = await resolved(order.draft);
        for await (const event of infer({ model_id: order.modelId, task: order.task, ...request }, abort.signal))
          await step({ type: 'event', event, at: Date.now() });
      } catch (thrown) {
        await step({ type: 'fail', error: toApiError(thrown) });
      }
    },
    [mutateAsync],
  );
  const stop = useCallback(() => control.current?.abort(), []);
  return { session, run, stop, keepError };
}
