import { useObjectUrl } from '@/lib/use-object-url';
import { BeforeAfter } from '@/ui/before-after';
import { useFileAsked, textAsked, type AnswerProps } from './answer';

export function ImageAnswer({ output, asked }: AnswerProps<'image'>) {
  return (
    <figure className="flex flex-col gap-2">
      <img src={output.image_base64} alt={textAsked(asked, 'text') || 'The picture'} className="max-h-[75vh] max-w-full self-start rounded-md" />
      <figcaption className="text-base-content/75 text-sm">
        {output.width} × {output.height}
        {'seed' in output && ` · seed ${output.seed}`}
      </figcaption>
    </figure>
  );
}

export function ImagePairAnswer({ output, asked }: AnswerProps<'image-pair'>) {
  const url = useObjectUrl(useFileAsked(asked, 'image_base64', 'image/png'));
  return (
    <div className="flex flex-col gap-2">
      {url && <BeforeAfter before={url} after={output.image_base64} beforeLabel="Before" afterLabel="After" />}
      <p className="text-base-content/75 text-sm">{output.width} × {output.height}</p>
    </div>
  );
}
