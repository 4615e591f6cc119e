import { useState } from 'react';
import { Icon } from '@/ui/icon';

type Theme = 'light' | 'dark';

const shown = (): Theme => {
  const { theme } = document.documentElement.dataset;
  if (theme === 'light' || theme === 'dark') return theme;
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
};

/** Light or dark: the system's until one is chosen. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState(shown);
  const other: Theme = theme === 'dark' ? 'light' : 'dark';
  const change = () => {
    document.documentElement.dataset.theme = other;
    localStorage.setItem('theme', other);
    setTheme(other);
  };
  return (
    <button type="button" className="btn btn-ghost btn-sm btn-square" aria-label={`Change to ${other}`} onClick={change}>
      <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
    </button>
  );
}
