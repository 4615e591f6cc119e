import { useEffect, useRef, useState, type RefObject } from 'react';
import { useObjectUrl } from '@/lib/use-object-url';
import { position } from '@/lib/format';
import { peaksOf } from '@/lib/waveform';

interface Props {
  source: Blob;
  label: string;
  /** Stretches to colour, in seconds. */
  marks?: { start: number; end: number }[];
  playerRef?: RefObject<HTMLAudioElement | null>;
  onTime?: (seconds: number) => void;
}

/** A recording with its waveform: a click on the wave goes there. */
export function AudioPlayer({ source, label, marks = [], playerRef, onTime }: Props) {
  const own = useRef<HTMLAudioElement>(null);
  const player = playerRef ?? own;
  const url = useObjectUrl(source);
  const [wave, setWave] = useState<{ peaks: number[]; seconds: number }>();
  const [problem, setProblem] = useState('');
  const [now, setNow] = useState(0);
  useEffect(() => {
    let gone = false;
    const draw = async () => {
      try {
        const drawn = await peaksOf(source, 240);
        if (!gone) setWave(drawn);
      } catch {
        if (!gone) setProblem('This browser cannot draw the wave of this recording.');
      }
    };
    void draw();
    return () => {
      gone = true;
    };
  }, [source]);
  const seconds = wave?.seconds ?? 0;
  const tick = (time: number) => {
    setNow(time);
    onTime?.(time);
  };
  return (
    <div className="flex w-full flex-col gap-2">
      {wave && (
        <svg
          viewBox="0 0 240 40"
          preserveAspectRatio="none"
          role="img"
          aria-label={`Wave of ${label}, ${position(seconds)}`}
          className="text-base-content h-14 w-full cursor-pointer"
          onClick={(event) => {
            const { left, width } = event.currentTarget.getBoundingClientRect();
            if (player.current) player.current.currentTime = (seconds * (event.clientX - left)) / width;
          }}
        >
          {marks.map(({ start, end }, i) => (
            <rect key={i} x={(240 * start) / seconds} width={(240 * (end - start)) / seconds} y={0} height={40} className="fill-primary/25" />
          ))}
          {wave.peaks.map((peak, i) => (
            <rect key={i} x={i + 0.15} width={0.7} y={20 - 19 * peak} height={Math.max(0.5, 38 * peak)} fill="currentColor" opacity={i / 240 < now / seconds ? 0.95 : 0.4} />
          ))}
        </svg>
      )}
      {problem && <p className="text-base-content/75 text-sm">{problem}</p>}
      {/* eslint-disable-next-line jsx-a11y/media-has-caption -- sound out of a model or a file: its text, where there is one, stands beside it */}
      <audio ref={player} src={url} controls aria-label={label} className="h-10 w-full" onTimeUpdate={({ currentTarget }) => tick(currentTarget.currentTime)} />
    </div>
  );
}
