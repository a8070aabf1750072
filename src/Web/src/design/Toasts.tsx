import { useEffect, useState, useSyncExternalStore } from 'react';
import { Link } from 'wouter';
import { T } from '../texts';
import { explain } from './States';
import { Icon } from './Icon';
import { Notice } from './Notice';

interface Way {
  readonly href: string;
  readonly text: string;
}

interface Toast {
  readonly id: number;
  readonly kind: 'good' | 'bad' | 'info';
  readonly text: string;
  readonly way: Way | undefined;
}

/** How long one stays, in milliseconds; long enough to be read twice. */
const shownFor = 7000;

let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function show(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says in a corner what became of something; with a way, where to go from there. */
export function toast(text: string, kind: Toast['kind'] = 'good', way?: Way): void {
  show([...toasts.slice(-3), { id: ++last, kind, text, way }]);
}

/** Says in a corner that something failed, and why. */
export const toastProblem = (error: unknown) => toast(explain(error), 'bad');

const dismiss = (id: number) => show(toasts.filter(t => t.id !== id));

/** The corner. */
export function Toasts() {
  const shown = useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div className="toasts" aria-live="polite">
      {shown.map(t => (
        <Shown key={t.id} toast={t} />
      ))}
    </div>
  );
}

/** One of them; it waits while somebody is at it. */
function Shown({ toast: { id, kind, text, way } }: { toast: Toast }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(id), shownFor);
    return () => clearTimeout(timer);
  }, [held, id]);
  return (
    <div className="toast" onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      <Notice kind={kind}>
        <div className="toast-line">
          <span>{text}</span>
          {way && <Link href={way.href} onClick={() => dismiss(id)}>{way.text}</Link>}
        </div>
      </Notice>
      <button type="button" className="toast-close" aria-label={T.common.close} onClick={() => dismiss(id)}>
        <Icon name="close" size={16} />
      </button>
    </div>
  );
}
