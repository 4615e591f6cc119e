import { useState } from 'react';
import { colorOf } from '@/lib/color';
import { percent } from '@/lib/format';
import { useObjectUrl } from '@/lib/use-object-url';
import { MarkedPicture } from '@/ui/marked-picture';
import { useFileAsked, type AnswerProps } from './answer';

/** What was found, on the picture and as a list; pointing at one side shows it on the other. */
export function BoxesAnswer({ output, asked }: AnswerProps<'boxes'>) {
  const [only, setOnly] = useState<number>();
  const url = useObjectUrl(useFileAsked(asked, 'image_base64', 'image/png'));
  const labels = [...new Set(output.detections.map(({ label }) => label))];
  const colored = output.detections.map((found) => ({ ...found, color: colorOf(labels.indexOf(found.label)) }));
  if (colored.length === 0) return <p className="text-base-content/75">Nothing scores above the threshold.</p>;
  return (
    <div className="flex flex-col gap-4">
      {url && (
        <MarkedPicture
          src={url}
          alt={`The picture with ${colored.length} boxes`}
          boxes={colored.map(({ box, color, label }, index) => ({ ...box, color, label, faded: only !== undefined && only !== index }))}
        />
      )}
      <ol className="divide-base-300 divide-y">
        {colored.map(({ label, score, box, color }, index) => (
          <li key={index}>
            <button type="button" className="hover:bg-base-200 flex w-full items-center gap-3 rounded px-2 py-2 text-left" onMouseEnter={() => setOnly(index)} onMouseLeave={() => setOnly(undefined)} onFocus={() => setOnly(index)} onBlur={() => setOnly(undefined)}>
              <span className="size-3 rounded-sm" style={{ backgroundColor: color }} aria-hidden="true" />
              <span className="flex-1 font-medium">{label}</span>
              <span className="text-base-content/75 hidden font-mono text-xs sm:inline">{box.xmin}, {box.ymin} – {box.xmax}, {box.ymax}</span>
              <span className="w-16 text-right text-sm tabular-nums">{percent(score)}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
