import { useEffect, useState } from 'react';
import { Icon } from './icon';

/** Copies a text, and says for a moment that it did, or that it could not. */
export function CopyButton({ text, label = 'Copy', className = 'btn btn-ghost btn-sm' }: { text: () => string; label?: string; className?: string }) {
  const [state, setState] = useState<'' | 'Copied' | 'The browser refuses'>('');
  useEffect(() => {
    if (state === '') return;
    const timer = setTimeout(() => setState(''), 1500);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setState('Copied');
    } catch {
      setState('The browser refuses');
    }
  };
  return (
    <button type="button" className={className} onClick={() => void copy()}>
      <Icon name={state === 'Copied' ? 'check' : 'copy'} /> <span aria-live="polite">{state || label}</span>
    </button>
  );
}
