import { useMemo } from 'react';
import { blobOf } from '@/lib/media';
import { AudioPlayer } from '@/ui/audio-player';
import { useFileAsked, type AnswerProps } from './answer';

export function Sound({ uri, label }: { uri: string; label: string }) {
  const blob = useMemo(() => blobOf(uri), [uri]);
  return <AudioPlayer source={blob} label={label} />;
}

export function AudioAnswer({ output }: AnswerProps<'audio'>) {
  return (
    <div className="flex flex-col gap-2">
      <Sound uri={output.audio_base64} label="The sound" />
      <p className="text-base-content/75 text-sm">{(output.num_samples / output.sample_rate).toFixed(1)} s at {output.sample_rate} Hz</p>
    </div>
  );
}

export function AudioPairAnswer({ output, asked }: AnswerProps<'audio-pair'>) {
  const before = useFileAsked(asked, 'audio_base64', 'audio/wav');
  return (
    <div className="flex flex-col gap-5">
      {before && (
        <section>
          <h3 className="mb-1 text-sm font-semibold">Before</h3>
          <AudioPlayer source={before} label="Before" />
        </section>
      )}
      {output.audio.map(({ label, audio_base64: uri }, index) => (
        <section key={index}>
          <h3 className="mb-1 text-sm font-semibold">{label}</h3>
          <Sound uri={uri} label={label} />
        </section>
      ))}
    </div>
  );
}
