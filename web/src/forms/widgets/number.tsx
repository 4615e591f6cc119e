import type { WidgetProps } from '../widget';

/** A number, with a slider where both ends are known and near. */
export function NumberWidget({ id, label, schema, value, onChange }: WidgetProps) {
  const { minimum, maximum, multipleOf } = schema;
  const step = multipleOf ?? (schema.type === 'integer' ? 1 : 'any');
  const shown = value ?? schema.default;
  const number = typeof shown === 'number' ? shown : undefined;
  const hasSlider = minimum !== undefined && maximum !== undefined && maximum - minimum <= 1 && schema.type === 'number';
  const change = (text: string) => onChange(text === '' || Number.isNaN(Number(text)) ? undefined : Number(text));
  return (
    <div className="flex items-center gap-3">
      {hasSlider && (
        <input
          type="range"
          className={`range range-xs range-primary flex-1 ${number === undefined ? 'opacity-40' : ''}`}
          aria-label={`${label}, slider`}
          min={minimum}
          max={maximum}
          step={0.01}
          value={number ?? minimum}
          onChange={(event) => change(event.target.value)}
        />
      )}
      <input
        id={id}
        type="number"
        inputMode="decimal"
        className={`input tabular-nums ${hasSlider ? 'w-24' : 'w-full'}`}
        min={minimum}
        max={maximum}
        step={step}
        placeholder={schema['x-default'] && 'default'}
        value={number ?? ''}
        onChange={(event) => change(event.target.value)}
      />
    </div>
  );
}
