import { alone } from './alone';
import { newId } from './ids';
import type { components } from './schema';
import { Problem } from './problem';
import { stored, useStored } from './stored';

/** Who is logged in, in all tabs. */
export interface Session {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Tells one login from the next; the same while tokens are renewed. */
  readonly login: string;
}

export const session = stored<Session>('store.session');

/** The session, and again when it begins or ends. */
export const useSession = () => useStored(session);

/** Begins a session with the tokens of a login. */
export const begin = (tokens: components['schemas']['TokenAnswer']): void => keep(tokens, newId());

function keep(tokens: components['schemas']['TokenAnswer'], login: string): void {
  session.set({ accessToken: tokens.accessToken, refreshToken: tokens.refreshToken, login });
}

/**
 * Tokens for those that are no longer good, or null where the session is over. A refresh token is good once, so of all tabs
 * one asks and the others take what it got.
 */
export function renew(stale: string): Promise<Session | null> {
  return alone('store.session', async () => {
    const present = session.fresh();
    if (present === null || present.accessToken !== stale) return present;
    let response: Response;
    try {
      response = await fetch('/api/v1/auth/refresh', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ refreshToken: present.refreshToken }),
      });
    } catch {
      throw Problem.offline();
    }

    if (response.ok) keep((await response.json()) as components['schemas']['TokenAnswer'], present.login);
    else if (response.status === 401 || response.status === 400) {
      // Where tabs cannot wait for each other, another one may have been first.
      if (session.fresh()?.refreshToken === present.refreshToken) session.set(null);
    } else throw Problem.of(response, await response.json().catch(() => null));
    return session.get();
  });
}
