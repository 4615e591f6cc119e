import { useRef, useState } from 'react';
import { position } from '@/lib/format';
import { AudioPlayer } from '@/ui/audio-player';
import { useFileAsked, type AnswerProps } from './answer';

/** What was said; where there are times, they go there in the recording. */
export function TranscriptAnswer({ output, asked }: AnswerProps<'transcript'>) {
  const player = useRef<HTMLAudioElement>(null);
  const [now, setNow] = useState(-1);
  const sound = useFileAsked(asked, 'audio_base64', 'audio/wav');
  const isNow = (start?: number | null, end?: number | null) => typeof start === 'number' && now >= start && now < (end ?? Infinity);
  const seek = (seconds?: number | null) => {
    if (!player.current || typeof seconds !== 'number') return;
    player.current.currentTime = seconds;
    void player.current.play();
  };
  return (
    <div className="flex flex-col gap-4">
      {sound && <AudioPlayer source={sound} label="The recording" playerRef={player} onTime={setNow} />}
      <p className="text-lg leading-relaxed break-words">{output.text || 'Nothing was understood.'}</p>
      {output.language && <p className="text-base-content/75 text-sm">Language: {output.language}</p>}
      {output.chunks && (
        <ol className="flex flex-wrap gap-1">
          {output.chunks.map(({ text, timestamp: [start, end] }, index) => (
            <li key={index}>
              <button type="button" className={`btn btn-sm h-auto py-1 font-normal ${isNow(start, end) ? 'btn-primary' : 'btn-ghost'}`} disabled={typeof start !== 'number'} onClick={() => seek(start)}>
                <span className="font-mono text-xs">{typeof start === 'number' ? position(start) : '–'}</span> {text}
              </button>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
