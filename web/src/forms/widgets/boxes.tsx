import { useRef, useState, type PointerEvent } from 'react';
import { isObject, type JsonObject } from '@/lib/json';
import { removed, replaced } from '@/lib/lists';
import { useObjectUrl } from '@/lib/use-object-url';
import { Icon } from '@/ui/icon';
import { MarkedPicture, type Box } from '@/ui/marked-picture';
import type { WidgetProps } from '../widget';
import { NumbersRow } from './numbers-row';
import { pictureBeside, pixelAt } from './picture-beside';

const names = ['xmin', 'ymin', 'xmax', 'ymax'] as const;
const boxOf = (value: JsonObject): Box => {
  const number = (name: (typeof names)[number]) => (typeof value[name] === 'number' ? value[name] : 0);
  return { xmin: number('xmin'), ymin: number('ymin'), xmax: number('xmax'), ymax: number('ymax') };
};
const between = (a: { x: number; y: number }, b: { x: number; y: number }): Box => ({
  xmin: Math.min(a.x, b.x), ymin: Math.min(a.y, b.y), xmax: Math.max(a.x, b.x), ymax: Math.max(a.y, b.y),
});

/** Rectangles, drawn on the picture by dragging or typed in. */
export function BoxesWidget(props: WidgetProps) {
  const { value, onChange, label, id } = props;
  const picture = useRef<HTMLImageElement>(null);
  const [start, setStart] = useState<{ x: number; y: number }>();
  const [drawn, setDrawn] = useState<Box>();
  const url = useObjectUrl(pictureBeside(props));
  const boxes = (Array.isArray(value) ? value : []).filter(isObject).map(boxOf);
  const change = (list: Box[]) => onChange(list.length === 0 ? undefined : list.map((box) => ({ ...box })));
  const at = (event: PointerEvent) => picture.current && pixelAt(picture.current, event.clientX, event.clientY);
  const end = () => {
    if (drawn && drawn.xmax > drawn.xmin && drawn.ymax > drawn.ymin) change([...boxes, drawn]);
    setStart(undefined);
    setDrawn(undefined);
  };
  return (
    <div className="flex flex-col gap-2">
      {url && (
        <MarkedPicture
          src={url}
          alt="Drag to draw a box"
          pictureRef={picture}
          boxes={[...boxes, ...(drawn ? [drawn] : [])].map((box) => ({ ...box, color: 'lime' }))}
          onPointerDown={(event) => {
            event.preventDefault();
            setStart(at(event) ?? undefined);
          }}
          onPointerMove={(event) => {
            const here = at(event);
            if (start && here) setDrawn(between(start, here));
          }}
          onPointerUp={end}
        />
      )}
      {boxes.map((box, index) => (
        <NumbersRow key={index} names={[...names]} values={{ ...box }} label={`${label} ${index + 1}`} onChange={(changed) => change(replaced(boxes, index, { ...box, ...changed }))} onRemove={() => change(removed(boxes, index))} />
      ))}
      <button id={id} type="button" className="btn btn-ghost btn-sm self-start" onClick={() => change([...boxes, { xmin: 0, ymin: 0, xmax: 0, ymax: 0 }])}>
        <Icon name="plus" /> Add a box
      </button>
    </div>
  );
}
