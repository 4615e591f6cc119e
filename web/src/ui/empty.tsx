import type { ReactNode } from 'react';

/** Where a list has nothing to show: why, and what to do. */
export const Empty = ({ title, children }: { title: string; children?: ReactNode }) => (
  <div className="rounded-box border border-base-300 border-dashed p-8 text-center">
    <p className="font-medium">{title}</p>
    {children && <div className="text-base-content/75 mt-2 text-sm">{children}</div>}
  </div>
);
