import type { WidgetProps } from '../widget';

const asText = (value: WidgetProps['value']): string => (typeof value === 'string' ? value : '');

export function TextWidget({ id, label, value, onChange }: WidgetProps) {
  return (
    <input id={id} type="text" aria-label={label} className="input w-full" value={asText(value)} onChange={(event) => onChange(event.target.value || undefined)} />
  );
}

export function TextareaWidget({ id, label, value, onChange }: WidgetProps) {
  const text = Array.isArray(value) ? value.filter((item) => typeof item === 'string').join('\n') : asText(value);
  return (
    <textarea
      id={id}
      aria-label={label}
      className="textarea w-full field-sizing-content min-h-24 max-h-96 leading-relaxed"
      value={text}
      onChange={(event) => onChange(event.target.value || undefined)}
    />
  );
}
