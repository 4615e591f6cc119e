import { isMedia } from '@/lib/media';
import { titleOf, widgetOf, type Problem } from './schema';
import type { WidgetProps } from './widget';
import { widgets } from './widgets';

interface Props extends Omit<WidgetProps, 'id' | 'label'> {
  name: string;
  required?: boolean;
  problems?: Problem[];
}

/** A name, what it means, the widget, and what is wrong with the value. */
export function Field({ name, required = false, problems = [], ...props }: Props) {
  const { schema, value } = props;
  const Widget = widgets[widgetOf(schema)];
  const own = problems.filter(({ path }) => path === name || path.startsWith(`${name}.`));
  const id = `field-${name}`;
  const label = titleOf(name, schema);
  const standard = schema.default === undefined ? schema['x-default'] : JSON.stringify(schema.default);
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {!required && standard === undefined && <span className="text-base-content/75 text-xs">optional</span>}
        {standard !== undefined && value !== undefined && !isMedia(value) && (
          <button type="button" className="link link-hover text-base-content/75 text-xs" onClick={() => props.onChange(undefined)}>
            back to the default ({standard})
          </button>
        )}
        {schema['x-default'] && value === undefined && !schema.enum && <span className="text-base-content/75 text-xs">default: {schema['x-default']}</span>}
      </div>
      {schema.description && <p className="text-base-content/75 text-sm">{schema.description}</p>}
      <Widget {...props} id={id} label={label} />
      {own.map(({ path, message }) => (
        <p key={path + message} role="alert" className="text-error text-sm">
          {path === name ? message : `${path}: ${message}`}
        </p>
      ))}
    </div>
  );
}
