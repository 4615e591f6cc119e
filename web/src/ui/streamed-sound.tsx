import { useEffect, useRef, useState } from 'react';
import { position } from '@/lib/format';
import { SoundQueue } from '@/lib/sound-queue';
import { Bar } from './bar';
import { Icon } from './icon';

interface Props {
  /** Data URIs; more of them come. */
  sounds: string[];
  /** No more will come: it goes away when all has been heard. */
  isComplete: boolean;
  /** Without a press of its button. */
  playsAtOnce: boolean;
}

const stillSilent = { heard: 0, seconds: 0, isPlaying: false };

/** Sound that is heard while the rest of it is still made. */
export function StreamedSound({ sounds, isComplete, playsAtOnce }: Props) {
  const queue = useRef<SoundQueue>(undefined);
  const added = useRef(0);
  const [state, setState] = useState(stillSilent);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    const made = new SoundQueue();
    queue.current = made;
    added.current = 0;
    if (!playsAtOnce) made.pause();
    const timer = setInterval(() => setState({ heard: made.heard, seconds: made.seconds, isPlaying: made.isPlaying }), 100);
    return () => {
      clearInterval(timer);
      made.close();
    };
  }, [playsAtOnce]);
  useEffect(() => {
    const fail = (error: unknown) => setProblem(`A part cannot be played: ${error instanceof Error ? error.message : String(error)}`);
    for (const sound of sounds.slice(added.current)) queue.current?.add(sound).catch(fail);
    added.current = sounds.length;
  }, [sounds]);
  const { heard, seconds, isPlaying } = state;
  if (problem) return <p role="alert" className="text-error text-sm">{problem}</p>;
  if (isComplete && seconds > 0 && heard >= seconds) return null;
  return (
    <div role="group" aria-label="The sound as it comes" className="mb-4 flex flex-col gap-2">
      <div className="flex items-center gap-3">
        <button type="button" className="btn btn-sm" onClick={() => (isPlaying ? queue.current?.pause() : queue.current?.play())}>
          <Icon name={isPlaying ? 'pause' : 'play'} /> {isPlaying ? 'Pause' : 'Play'}
        </button>
        <p className="text-base-content/75 text-sm tabular-nums">{position(heard)} of {position(seconds)}{isComplete ? '' : ' so far'}</p>
      </div>
      <Bar share={seconds === 0 ? 0 : heard / seconds} />
    </div>
  );
}
