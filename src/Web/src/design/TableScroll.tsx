import type { ReactNode } from 'react';

/** A table that scrolls by itself where the window is too narrow for it; by keyboard too, so it has a name. */
export function TableScroll({ label, busy, children }: { label: string; busy?: boolean; children: ReactNode }) {
  return (
    <div className="table-scroll" role="region" aria-label={label} aria-busy={busy || undefined} tabIndex={0}>
      <table className="table">{children}</table>
    </div>
  );
}
