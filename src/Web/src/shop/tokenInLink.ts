/** What a link carries behind its #, where no server sees it. */
export const tokenInLink = (): string | null => new URLSearchParams(window.location.hash.slice(1)).get('token') || null;

/** Takes it out of the address bar and the history. */
export function hideToken(): void {
  if (new URLSearchParams(window.location.hash.slice(1)).has('token')) window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search);
}

/** Both at once. */
export function takeTokenOfLink(): string | null {
  const token = tokenInLink();
  hideToken();
  return token;
}
