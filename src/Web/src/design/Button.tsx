import type { ButtonHTMLAttributes } from 'react';
import { Link } from 'wouter';

type Kind = 'main' | 'quiet' | 'bare' | 'danger';

interface Look {
  kind?: Kind;
  small?: boolean;
  wide?: boolean;
}

const className = ({ kind = 'main', small, wide }: Look) =>
  ['button', kind === 'main' ? '' : `button-${kind}`, small ? 'button-s' : '', wide ? 'button-wide' : ''].filter(Boolean).join(' ');

/** A button. While busy it stays focused, says so, and takes no second press. */
export function Button({ kind, small, wide, busy, children, onClick, type = 'button', ...rest }: Look & { busy?: boolean } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button
      {...rest}
      type={type}
      className={className({ kind, small, wide })}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={event => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy && <span className="spinner" aria-hidden="true" />}
      {children}
    </button>
  );
}

/** A way to another page that looks like a button. */
export function ButtonLink({ href, children, ...look }: Look & { href: string; children: React.ReactNode }) {
  return (
    <Link href={href} className={className(look)}>
      {children}
    </Link>
  );
}
