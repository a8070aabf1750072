import type { ReactNode } from 'react';
import './parts.css';

interface Shown {
  label: ReactNode;
  note?: ReactNode;
  /** It is the one that people look for first. */
  main?: boolean;
  children: ReactNode;
}

/** A figure with what it counts, a dash where there is none; it stands in a `dl` of the class `figures`. */
export function Figure({ label, note, main = false, children }: Shown) {
  const isNone = children === null || (Array.isArray(children) && children.length === 0);
  return (
    <div className="figure card" data-main={main}>
      <dt className="small soft">{label}</dt>
      <dd className="figure-value numbers">{isNone ? '–' : children}</dd>
      {note && <dd className="small soft">{note}</dd>}
    </div>
  );
}
