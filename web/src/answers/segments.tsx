import { percent, position } from '@/lib/format';
import { AudioPlayer } from '@/ui/audio-player';
import { useFileAsked, type AnswerProps } from './answer';

export function SegmentsAnswer({ output, asked }: AnswerProps<'segments'>) {
  const sound = useFileAsked(asked, 'audio_base64', 'audio/wav');
  return (
    <div className="flex flex-col gap-4">
      <p className="text-lg font-semibold">{percent(output.speech_ratio)} speech</p>
      {sound && <AudioPlayer source={sound} label="The recording" marks={output.segments} />}
      {output.segments.length === 0 && <p className="text-base-content/75">No speech was found.</p>}
      <ol className="text-base-content/75 flex flex-wrap gap-2 font-mono text-xs">
        {output.segments.map(({ start, end }, index) => (
          <li key={index} className="bg-base-200 rounded px-2 py-1">{position(start)} – {position(end)}</li>
        ))}
      </ol>
    </div>
  );
}
