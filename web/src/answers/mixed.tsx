import type { AnswerProps } from './answer';
import { Sound } from './audio';
import { WrittenText } from './text';

/** Whatever the model made: text, a picture, a sound. */
export function MixedAnswer({ output }: AnswerProps<'mixed'>) {
  return (
    <div className="flex flex-col gap-4">
      {output.text !== undefined && <WrittenText text={output.text} markdown />}
      {output.image_base64 !== undefined && <img src={output.image_base64} alt="What the model drew" className="max-h-[75vh] max-w-full self-start rounded-md" />}
      {output.audio_base64 !== undefined && <Sound uri={output.audio_base64} label="What the model said" />}
    </div>
  );
}
