import { useState } from 'react';
import { colorOf } from '@/lib/color';
import { percent } from '@/lib/format';
import { useObjectUrl } from '@/lib/use-object-url';
import { MarkedPicture } from '@/ui/marked-picture';
import { toggled } from '@/lib/lists';
import { useFileAsked, type AnswerProps } from './answer';

function Mask({ src, color }: { src: string; color: string }) {
  const image = `url("${src}")`;
  return (
    <div
      className="pointer-events-none absolute inset-0"
      style={{ backgroundColor: color, opacity: 0.5, maskImage: image, maskSize: '100% 100%', maskMode: 'luminance' }}
    />
  );
}

/** Masks in colours over the picture; each can be switched off. */
export function MasksAnswer({ output, asked }: AnswerProps<'masks'>) {
  const [hidden, setHidden] = useState<number[]>([]);
  const url = useObjectUrl(useFileAsked(asked, 'image_base64', 'image/png'));
  const list = 'segments' in output ? output.segments : output.masks;
  const masks = list.map((mask, index) => ({ ...mask, color: colorOf(index), name: 'label' in mask ? mask.label : `Mask ${index + 1}` }));
  if (masks.length === 0) return <p className="text-base-content/75">Nothing was found in this picture.</p>;
  return (
    <div className="flex flex-col gap-4">
      {url && (
        <MarkedPicture src={url} alt={`The picture with ${masks.length} masks`}>
          {masks.map(({ mask_base64: mask, color }, index) => !hidden.includes(index) && <Mask key={index} src={mask} color={color} />)}
        </MarkedPicture>
      )}
      <ul className="grid gap-x-4 sm:grid-cols-2">
        {masks.map(({ name, score, color }, index) => (
          <li key={index}>
            <label className="flex cursor-pointer items-center gap-3 py-1.5">
              <input type="checkbox" className="checkbox checkbox-sm" checked={!hidden.includes(index)} onChange={() => setHidden(toggled(hidden, index))} />
              <span className="size-3 rounded-sm" style={{ backgroundColor: color }} aria-hidden="true" />
              <span className="min-w-0 flex-1 truncate">{name}</span>
              {typeof score === 'number' && <span className="text-sm tabular-nums">{percent(score)}</span>}
            </label>
          </li>
        ))}
      </ul>
    </div>
  );
}
