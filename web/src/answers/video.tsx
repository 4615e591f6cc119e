import type { AnswerProps } from './answer';

export const VideoAnswer = ({ output }: AnswerProps<'video'>) => (
  <figure className="flex flex-col gap-2">
    {/* eslint-disable-next-line jsx-a11y/media-has-caption -- out of a model, without sound */}
    <video src={output.video_base64} controls loop className="max-h-[75vh] max-w-full rounded-md" />
    <figcaption className="text-base-content/75 text-sm">{output.num_frames} frames, {output.fps} per second</figcaption>
  </figure>
);
