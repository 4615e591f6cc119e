import { useState } from 'react';

interface Props {
  before: string;
  after: string;
  beforeLabel: string;
  afterLabel: string;
}

/** Two pictures in one place, with a slider between them. */
export function BeforeAfter({ before, after, beforeLabel, afterLabel }: Props) {
  const [share, setShare] = useState(50);
  return (
    <figure className="flex flex-col gap-2">
      <div className="relative w-fit max-w-full overflow-hidden rounded-md">
        <img src={after} alt={afterLabel} className="block max-h-[70vh] max-w-full" />
        <img src={before} alt={beforeLabel} className="absolute inset-0 size-full object-fill" style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }} />
        <span className="pointer-events-none absolute inset-y-0 w-0.5 bg-white shadow" style={{ left: `${share}%` }} aria-hidden="true" />
      </div>
      <label className="flex items-center gap-3 text-sm">
        {beforeLabel}
        <input type="range" className="range range-xs flex-1" min={0} max={100} value={share} aria-label={`How much of ${beforeLabel} is shown`} onChange={(event) => setShare(Number(event.target.value))} />
        {afterLabel}
      </label>
    </figure>
  );
}
