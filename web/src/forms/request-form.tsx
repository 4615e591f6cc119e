import { useId, useState } from 'react';
import type { Json } from '@/lib/json';
import { without } from '@/lib/lists';
import { freeName, type Media } from '@/lib/media';
import { Icon } from '@/ui/icon';
import type { Draft } from './draft';
import { Field } from './field';
import { groupsOf, groupTitle, isRequired, namesIn } from './groups';
import type { Problem, Schema } from './schema';

interface Props {
  inputs: Schema;
  options: Schema;
  draft: Draft;
  group: number;
  problems: { inputs: Problem[]; options: Problem[] };
  onChange: (change: (draft: Draft) => Draft) => void;
  onGroup: (group: number) => void;
}

type Side = 'inputs' | 'options';

// Defaults of the machine and the files come last: few need them.
const common = ['device', 'dtype', 'revision', 'source'];

/** The form of a task, out of its schemas alone. */
export function RequestForm({ inputs, options, draft, group, problems, onChange, onGroup }: Props) {
  const name = useId();
  const [open, setOpen] = useState(false);
  const groups = groupsOf(inputs);
  const set = (side: Side, member: string) => (value: Json | undefined) =>
    onChange((now) => ({ ...now, [side]: value === undefined ? without(now[side], member) : { ...now[side], [member]: value } }));
  const keep = (file: Blob, wanted: string): Media => {
    const free = freeName(wanted, draft.files);
    onChange((now) => ({ ...now, files: { ...now.files, [free]: file } }));
    return { $media: free };
  };
  const field = (side: Side, schemas: Schema, member: string) => (
    <Field
      key={member}
      name={member}
      schema={schemas.properties?.[member] ?? {}}
      value={draft[side][member]}
      onChange={set(side, member)}
      files={draft.files}
      keep={keep}
      siblings={draft.inputs}
      required={side === 'options' || isRequired(inputs, member, group)}
      problems={problems[side]}
    />
  );
  const known = Object.keys(options.properties ?? {});
  const ordered = [...known.filter((one) => !common.includes(one)), ...known.filter((one) => common.includes(one))];
  const changed = known.filter((one) => draft.options[one] !== undefined).length;
  return (
    <div className="flex flex-col gap-5">
      {groups.length > 1 && (
        <div role="radiogroup" aria-label="Which inputs" className="join">
          {groups.map((names, index) => (
            <input key={names.join()} type="radio" name={name} className="btn btn-sm join-item" aria-label={groupTitle(inputs, names)} checked={index === group} onChange={() => onGroup(index)} />
          ))}
        </div>
      )}
      {namesIn(inputs, group).map((member) => field('inputs', inputs, member))}
      {known.length > 0 && (
        <section className="rounded-box border border-base-300">
          <h2>
            <button type="button" className="flex w-full cursor-pointer items-center gap-2 px-4 py-3 font-medium" aria-expanded={open} onClick={() => setOpen(!open)}>
              <Icon name={open ? 'down' : 'right'} /> Options
              <span className="text-base-content/75 text-sm font-normal">{changed === 0 ? 'all at their defaults' : `${changed} changed`}</span>
            </button>
          </h2>
          {open && <div className="grid gap-5 px-4 pb-4 sm:grid-cols-2">{ordered.map((member) => field('options', options, member))}</div>}
        </section>
      )}
    </div>
  );
}
