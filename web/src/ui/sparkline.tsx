/** A line through numbers, without axes. */
export function Sparkline({ values, label }: { values: number[]; label: string }) {
  const low = Math.min(...values);
  const range = Math.max(...values) - low || 1;
  const points = values.map((value, i) => `${(300 * i) / (values.length - 1)},${38 - (36 * (value - low)) / range}`).join(' ');
  return (
    <svg viewBox="0 0 300 40" preserveAspectRatio="none" className="text-primary h-10 w-full" role="img" aria-label={`${label}: ${values.length} numbers from ${low} to ${low + range}`}>
      <polyline points={points} fill="none" stroke="currentColor" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
