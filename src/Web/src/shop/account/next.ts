import { routes } from '../routes';

/** Where somebody goes after logging in: where they were on the way to, as far as that is a page of this shop. */
export function nextOf(search: string): string {
  const next = new URLSearchParams(search).get('next');
  // What begins with two strokes, or a stroke back, leads to another host.
  if (next === null || !/^\/(?![/\\])/.test(next) || next.includes('\\') || /[\u0000-\u001f]/.test(next)) return routes.account;
  const path = next.split(/[?#]/, 1)[0];
  return path === routes.login || path === routes.register ? routes.account : next;
}

/** The other of the two doors, leading on to the same place. */
export const withNext = (door: string, search: string) => {
  const next = nextOf(search);
  return next === routes.account ? door : `${door}?next=${encodeURIComponent(next)}`;
};
