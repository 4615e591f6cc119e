import type { System } from '@/api/generated/contracts';
import { bytes, whole } from '@/lib/format';
import { Section } from './section';

export function Machine({ system: { version, backend, devices, threads, memory, limits } }: { system: System }) {
  const rows: [string, string][] = [
    ['Version', version],
    ['Engine', `${backend.name} ${backend.version}`],
    ['Devices', devices.join(', ')],
    ['Compute threads', whole(threads)],
    ['Memory for models', bytes(memory.budget_bytes)],
    ['Requests at the same time', whole(limits.workers)],
    ['Requests that may wait', whole(limits.queue_length)],
    ['Connections', whole(limits.connections)],
    ['Body of a request, at most', bytes(limits.body_bytes)],
  ];
  return (
    <Section title="This machine">
      <dl className="grid gap-x-8 gap-y-2 text-sm sm:grid-cols-2">
        {rows.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-4">
            <dt className="text-base-content/75">{name}</dt>
            <dd className="text-right font-medium">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
