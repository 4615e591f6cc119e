import { Icon } from '@/ui/icon';

interface Props {
  names: string[];
  values: Record<string, number>;
  label: string;
  onChange: (values: Record<string, number>) => void;
  onRemove: () => void;
}

/** Named whole numbers in a row: the coordinates of a mark, for the keyboard. */
export function NumbersRow({ names, values, label, onChange, onRemove }: Props) {
  return (
    <div className="flex items-center gap-1">
      {names.map((name) => (
        <label key={name} className="input input-sm w-24 gap-1">
          <span className="text-base-content/75 text-xs">{name}</span>
          <input type="number" min={0} aria-label={`${label}, ${name}`} value={values[name] ?? 0} onChange={(event) => onChange({ ...values, [name]: Number(event.target.value) })} />
        </label>
      ))}
      <button type="button" className="btn btn-ghost btn-sm btn-square" aria-label={`Remove ${label}`} onClick={onRemove}>
        <Icon name="close" />
      </button>
    </div>
  );
}
