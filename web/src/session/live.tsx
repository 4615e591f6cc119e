import { useEffect, useState } from 'react';
import { bytes, duration } from '@/lib/format';
import { Bar } from '@/ui/bar';
import type { Session } from './session';

const stages: Record<Session['stage'], string> = {
  sending: 'Sending the request',
  queued: 'Waiting for its turn',
  downloading: 'Downloading the model',
  loading: 'Loading the model into memory',
  running: 'The model works',
};

function Elapsed({ since }: { since: number }) {
  const [now, setNow] = useState(since);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 200);
    return () => clearInterval(timer);
  }, []);
  return <span className="text-base-content/75 text-sm tabular-nums">{duration(Math.max(1, now - since))}</span>;
}

function Share({ session: { bytes: transfer, progress } }: { session: Session }) {
  if (transfer && transfer.total > 0)
    return (
      <>
        <Bar share={transfer.done / transfer.total} />
        <p className="text-sm tabular-nums">{bytes(transfer.done)} of {bytes(transfer.total)}</p>
      </>
    );
  if (!progress) return null;
  return (
    <>
      <Bar share={progress.step / progress.total} />
      <p className="text-sm tabular-nums">Step {progress.step} of {progress.total}</p>
    </>
  );
}

/** A run that has not ended: its stage, how far it is, and what has come. */
export function Live({ session }: { session: Session }) {
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-3">
        <span className="loading loading-spinner loading-sm" aria-hidden="true" />
        <p role="status" className="flex-1">{stages[session.stage]}…</p>
        <Elapsed since={session.startedAt} />
      </div>
      <Share session={session} />
      {session.text !== '' && <p className="text-base leading-relaxed break-words whitespace-pre-wrap" aria-live="off">{session.text}<span className="bg-primary ml-0.5 inline-block h-4 w-2 animate-pulse align-text-bottom" aria-hidden="true" /></p>}
    </div>
  );
}
