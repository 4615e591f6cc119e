import { useObjectUrl } from '@/lib/use-object-url';
import { BeforeAfter } from '@/ui/before-after';
import { useFileAsked, type AnswerProps } from './answer';

export function DepthAnswer({ output, asked }: AnswerProps<'depth'>) {
  const url = useObjectUrl(useFileAsked(asked, 'image_base64', 'image/png'));
  const { min, max, mean } = output.predicted_depth;
  return (
    <div className="flex flex-col gap-3">
      {url && <BeforeAfter before={url} after={output.depth_base64} beforeLabel="Picture" afterLabel="Depth" />}
      <p className="text-base-content/75 text-sm tabular-nums">
        Predicted depth from {min.toFixed(3)} to {max.toFixed(3)}, on average {mean.toFixed(3)}. Bright is what the model gives large numbers.
      </p>
    </div>
  );
}
