import type { ReactNode } from 'react';
import { Icon } from './Icon';

/** Something to know. Good and neutral ones are told politely, bad ones at once. */
export function Notice({ kind = 'info', title, children }: { kind?: 'info' | 'good' | 'warn' | 'bad'; title?: ReactNode; children?: ReactNode }) {
  return (
    <div className={`notice${kind === 'info' ? '' : ` notice-${kind}`}`} role={kind === 'bad' ? 'alert' : 'status'}>
      <Icon name={kind === 'good' ? 'check' : kind === 'info' ? 'info' : 'warn'} />
      <div className="notice-body">
        {title && <strong>{title}</strong>}
        {children}
      </div>
    </div>
  );
}
