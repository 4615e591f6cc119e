import { useState } from 'react';
import { useLocation } from 'wouter';
import { Icon } from '@/ui/icon';

/** Words to look for among the Hub's models. */
export function FindModel() {
  const [text, setText] = useState('');
  const [, navigate] = useLocation();
  return (
    <form
      role="search"
      className="flex max-w-2xl gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        navigate(`/explore?q=${encodeURIComponent(text.trim())}`);
      }}
    >
      <label className="input flex-1">
        <Icon name="search" className="size-4 opacity-70" />
        <span className="sr-only">Find a model</span>
        <input type="search" placeholder="Find a model: bert, whisper, organisation/name" value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <button type="submit" className="btn btn-primary">Explore</button>
    </form>
  );
}
