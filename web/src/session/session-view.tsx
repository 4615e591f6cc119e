import type { Task } from '@/api/tasks';
import { StreamedSound } from '@/ui/streamed-sound';
import { Live } from './live';
import { Outcome } from './outcome';
import { runOf, type Session } from './session';

interface Props {
  session: Session;
  task: Task;
  /** Sound is heard as it comes; where several models speak at once, none starts by itself. */
  isLoud: boolean;
  onRetry?: () => void;
}

/** A run from its beginning to its answer. Sound goes on after the last of it has come. */
export function SessionView({ session, task, isLoud, onRetry }: Props) {
  const { phase, sounds, startedAt } = session;
  if (phase === 'idle') return <p className="text-base-content/75">The answer appears here.</p>;
  return (
    <>
      {sounds.length > 0 && phase !== 'failed' && <StreamedSound key={startedAt} sounds={sounds} isComplete={phase === 'done'} playsAtOnce={isLoud} />}
      {phase === 'running' ? <Live session={session} /> : <Outcome run={runOf(session, '')} task={task} onRetry={onRetry} />}
    </>
  );
}
