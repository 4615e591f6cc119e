import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useLifecycle } from '@/api/events';
import { Icon, type IconName } from '@/ui/icon';
import { ThemeSwitch } from './theme-switch';

const places: [string, string, IconName][] = [
  ['/', 'Start', 'home'],
  ['/explore', 'Explore', 'search'],
  ['/run', 'Run', 'play'],
  ['/compare', 'Compare', 'compare'],
  ['/runs', 'Runs', 'history'],
  ['/system', 'System', 'system'],
];

const isIn = (location: string, place: string): boolean =>
  place === '/' ? location === '/' : location === place || location.startsWith(`${place}/`) || (place === '/explore' && location.startsWith('/models/'));

/** What is around every screen: the places to go, above on a desk and below on a phone. */
export function Shell({ children }: { children: ReactNode }) {
  const [location] = useLocation();
  const isReached = useLifecycle();
  const current = (place: string) => (isIn(location, place) ? 'page' : undefined);
  return (
    <>
      <a href="#main" className="btn btn-primary absolute -top-16 left-2 z-50 focus:top-2">Skip to the content</a>
      <header className="bg-base-100 border-base-300 sticky top-0 z-30 border-b">
        <div className="mx-auto flex h-14 max-w-7xl items-center gap-6 px-4 sm:px-6">
          <Link href="/" className="flex items-center gap-2 font-semibold tracking-tight">
            <img src="/icon.svg" alt="" className="size-6" /> hf-inference
          </Link>
          <nav aria-label="Places" className="hidden flex-1 gap-1 lg:flex">
            {places.slice(1).map(([href, name]) => (
              <Link key={href} href={href} aria-current={current(href)} className="hover:bg-base-200 aria-[current=page]:bg-base-200 rounded-field px-3 py-1.5 text-sm font-medium aria-[current=page]:font-semibold">
                {name}
              </Link>
            ))}
          </nav>
          <div className="ml-auto flex items-center gap-1">
            <a href="/docs" className="btn btn-ghost btn-sm font-medium">API</a>
            <ThemeSwitch />
          </div>
        </div>
      </header>
      {!isReached && (
        <p role="status" className="bg-warning text-warning-content px-4 py-2 text-center text-sm">The server cannot be reached. This page goes on as soon as it is back.</p>
      )}
      {children}
      <nav aria-label="Places" className="bg-base-100 border-base-300 fixed inset-x-0 bottom-0 z-30 grid grid-cols-6 border-t pb-[env(safe-area-inset-bottom)] lg:hidden">
        {places.map(([href, name, icon]) => (
          <Link key={href} href={href} aria-current={current(href)} className="text-base-content/75 aria-[current=page]:text-primary flex h-16 flex-col items-center justify-center gap-1 text-xs">
            <Icon name={icon} className="size-5" /> {name}
          </Link>
        ))}
      </nav>
    </>
  );
}
