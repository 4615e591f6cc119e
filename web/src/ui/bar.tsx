/** A share of a whole, drawn; what it says stands beside it in words. */
export function Bar({ share, className = 'bg-primary' }: { share: number; className?: string }) {
  return (
    <span className="bg-base-300 block h-1.5 w-full overflow-hidden rounded-full" aria-hidden="true">
      <span className={`block h-full rounded-full ${className}`} style={{ width: `${Math.min(100, Math.max(0, share * 100))}%` }} />
    </span>
  );
}
