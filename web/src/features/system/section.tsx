import { useId, type ReactNode } from 'react';

export function Section({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="rounded-box border-base-300 bg-base-100 border p-5">
      <div className="mb-4 flex flex-wrap items-baseline gap-x-4">
        <h2 id={id} className="text-lg font-semibold">{title}</h2>
        {note && <p className="text-base-content/75 text-sm">{note}</p>}
      </div>
      {children}
    </section>
  );
}
