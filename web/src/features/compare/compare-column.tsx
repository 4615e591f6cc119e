import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { Task } from '@/api/tasks';
import { useSession } from '@/session/session';
import { SessionView } from '@/session/session-view';
import type { Round } from './compare-page';

interface Props {
  modelId: string;
  task: Task;
  /** A new number starts a run. */
  round: Round | undefined;
  /** A new number ends it. */
  stops: number;
  onRunning: (running: boolean) => void;
}

/** One of the models: its run, its answer. */
export function CompareColumn({ modelId, task, round, stops, onRunning }: Props) {
  const { session, run, stop } = useSession();
  const tell = useRef(onRunning);
  useEffect(() => {
    tell.current = onRunning;
  });
  const running = session.phase === 'running';
  useEffect(() => tell.current(running), [running]);
  useEffect(() => {
    if (round) void run({ modelId, task: task.task, draft: round.draft });
  }, [round, run, modelId, task.task]);
  useEffect(() => {
    if (stops > 0) stop();
  }, [stops, stop]);
  useEffect(() => () => tell.current(false), []);
  return (
    <section aria-label={modelId} className="rounded-box border-base-300 bg-base-100 min-w-0 border p-5">
      <h2 className="mb-3 truncate font-mono text-sm"><Link href={`/models/${modelId}`} className="link link-hover">{modelId}</Link></h2>
      <SessionView session={session} task={task} isLoud={false} />
    </section>
  );
}
