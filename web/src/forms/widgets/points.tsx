import { useRef, type MouseEvent } from 'react';
import { isObject, type JsonObject } from '@/lib/json';
import { removed, replaced } from '@/lib/lists';
import { useObjectUrl } from '@/lib/use-object-url';
import { Icon } from '@/ui/icon';
import { MarkedPicture } from '@/ui/marked-picture';
import type { WidgetProps } from '../widget';
import { NumbersRow } from './numbers-row';
import { pictureBeside, pixelAt } from './picture-beside';

const names = ['x', 'y', 'label'];
const numbersOf = (point: JsonObject): Record<string, number> =>
  Object.fromEntries(names.map((name) => [name, typeof point[name] === 'number' ? point[name] : name === 'label' ? 1 : 0]));

/** Points on the picture: a click is on the object (label 1), with Shift beside it (label 0). */
export function PointsWidget(props: WidgetProps) {
  const { value, onChange, label, id } = props;
  const picture = useRef<HTMLImageElement>(null);
  const url = useObjectUrl(pictureBeside(props));
  const points = (Array.isArray(value) ? value : []).filter(isObject).map(numbersOf);
  const change = (list: Record<string, number>[]) => onChange(list.length === 0 ? undefined : list);
  const add = (event: MouseEvent) => {
    if (picture.current) change([...points, { ...pixelAt(picture.current, event.clientX, event.clientY), label: event.shiftKey ? 0 : 1 }]);
  };
  return (
    <div className="flex flex-col gap-2">
      {url && <MarkedPicture src={url} alt="Click to set a point; with Shift, a point that is not on the object" pictureRef={picture} onClick={add} points={points.map(({ x, y, label: on }) => ({ x: x ?? 0, y: y ?? 0, color: on === 0 ? 'red' : 'lime' }))} />}
      {points.map((point, index) => (
        <NumbersRow key={index} names={names} values={point} label={`${label} ${index + 1}`} onChange={(changed) => change(replaced(points, index, changed))} onRemove={() => change(removed(points, index))} />
      ))}
      <button id={id} type="button" className="btn btn-ghost btn-sm self-start" onClick={() => change([...points, { x: 0, y: 0, label: 1 }])}>
        <Icon name="plus" /> Add a point
      </button>
    </div>
  );
}
