import type { ReactNode } from 'react';
import { Problem } from '../api/problem';
import { T } from '../texts';
import { Button } from './Button';
import { Icon } from './Icon';

/** A place that something will take when it is there, of about its size. */
export function Skeleton({ lines = 1, height }: { lines?: number; height?: string }) {
  return (
    <div className="stack-s" aria-hidden="true">
      {Array.from({ length: lines }, (_, i) => (
        <div key={i} className="skeleton" style={{ height: height ?? '1.25rem', width: lines > 1 && i === lines - 1 ? '60%' : '100%' }} />
      ))}
    </div>
  );
}

/** Tells screen readers that something is on its way; what it looks like is the children's. */
export function Loading({ children }: { children?: ReactNode }) {
  return (
    <div role="status" aria-live="polite">
      <span className="hidden-visually">{T.common.loading}</span>
      {children ?? <Skeleton lines={4} />}
    </div>
  );
}

/** Nothing to show, and what to do about it. */
export function Empty({ title, children, icon = 'box' }: { title: ReactNode; children?: ReactNode; icon?: Parameters<typeof Icon>[0]['name'] }) {
  return (
    <div className="state">
      <Icon name={icon} size={40} />
      <strong>{title}</strong>
      {children}
    </div>
  );
}

/** What a problem means, in words for people. */
export function explain(error: unknown): string {
  if (!(error instanceof Problem)) return T.common.unexpected;
  if (error.code === 'offline') return T.common.offline;
  const known = T.problems[error.code];
  if (known !== undefined) return known;
  // 502 and 504 come from what stands before the store, which it does not answer just now.
  if (error.status === 429 || (error.status >= 502 && error.status <= 504)) return T.common.busy;
  return error.detail || T.common.unexpected;
}

/** Something went wrong while it was fetched; it can be tried again. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const trace = error instanceof Problem && error.status >= 500 ? error.traceId : undefined;
  return (
    <div className="state" role="alert">
      <Icon name="warn" size={40} />
      <strong>{T.common.failedTitle}</strong>
      <span>{explain(error)}</span>
      {trace && <span className="soft small">{T.common.reference(trace)}</span>}
      {onRetry && <Button kind="quiet" onClick={onRetry}>{T.common.tryAgain}</Button>}
    </div>
  );
}
