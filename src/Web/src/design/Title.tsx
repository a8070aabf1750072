import { useEffect, useRef, type ReactNode } from 'react';
import { T } from '../texts';
import { navigated } from '../app/navigation';

/** The page's one h1, and its name in the window's title. After a navigation it takes the focus, so that screen readers begin there; but not from who is typing. */
export function Title({ children, title, hidden = false }: { children: ReactNode; title?: string; hidden?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const text = title ?? (typeof children === 'string' ? children : T.common.shopName);
  useEffect(() => {
    document.title = text === T.common.shopName ? text : `${text} · ${T.common.shopName}`;
  }, [text]);
  useEffect(() => {
    if (navigated() && !(document.activeElement instanceof HTMLInputElement)) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className={hidden ? 'hidden-visually' : undefined}>
      {children}
    </h1>
  );
}
