import type { Json } from '@/lib/json';
import type { WidgetProps } from '../widget';

/** One of a few values; the first line is the default, in words where it is no constant. */
function Choice({ id, schema, value, onChange, values }: WidgetProps & { values: Json[] }) {
  const words = (one: Json | undefined) => (typeof one === 'boolean' ? (one ? 'yes' : 'no') : typeof one === 'string' ? one : JSON.stringify(one));
  const standard = schema.default === undefined ? (schema['x-default'] ?? 'not set') : words(schema.default);
  const index = values.findIndex((one) => one === value);
  return (
    <select id={id} className="select w-full overflow-hidden text-ellipsis whitespace-nowrap" value={index} onChange={(event) => onChange(values[Number(event.target.value)])}>
      <option value={-1}>Default: {standard}</option>
      {values.map((one, i) => (
        <option key={words(one)} value={i}>
          {words(one)}
        </option>
      ))}
    </select>
  );
}

export const ChoiceWidget = (props: WidgetProps) => <Choice {...props} values={props.schema.enum ?? []} />;

export function SwitchWidget(props: WidgetProps) {
  const { id, schema, value, onChange } = props;
  if (typeof schema.default !== 'boolean') return <Choice {...props} values={[true, false]} />;
  const on = typeof value === 'boolean' ? value : schema.default;
  return (
    <input id={id} type="checkbox" role="switch" className="toggle toggle-primary" checked={on} onChange={(event) => onChange(event.target.checked)} />
  );
}
