import { useState } from 'react';
import { useLocalModels } from '@/api/models';
import { Icon } from '@/ui/icon';

/** The model's id; those on the disk are offered. */
export function ModelField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const [text, setText] = useState(value);
  const local = useLocalModels();
  const commit = () => text.trim() !== value && onChange(text.trim());
  return (
    <form
      className="flex flex-col gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        commit();
      }}
    >
      <label htmlFor="model-id" className="font-medium">Model</label>
      <div className="input flex w-full items-center gap-2">
        <Icon name="boxes" className="text-base-content/60 size-4" />
        <input id="model-id" list="local-models" className="flex-1 font-mono text-sm" placeholder="organisation/name" spellCheck={false} autoComplete="off" value={text} onChange={(event) => setText(event.target.value)} onBlur={commit} />
      </div>
      <datalist id="local-models">
        {local.data?.models.map(({ id }) => <option key={id} value={id} />)}
      </datalist>
    </form>
  );
}
