import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Session } from './session';

/** What all tabs share. */
const kept = new Map<string, string>();
const tokens = (n: number): Session => ({ accessToken: `access-${n}`, refreshToken: `refresh-${n}`, login: 'l' });
const anotherTab = (value: Session | null) => (value === null ? kept.delete('store.session') : kept.set('store.session', JSON.stringify(value)));

beforeEach(() => {
  kept.clear();
  vi.resetModules();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
});

afterEach(() => vi.unstubAllGlobals());

it('has what another tab stored before the browser tells of it, and tells it on', async () => {
  const { stored } = await import('./stored');
  const value = stored<number>('n');
  const told = vi.fn();
  value.subscribe(told);
  kept.set('n', '7');
  expect([value.get(), value.fresh(), value.get()]).toEqual([null, 7, 7]);
  expect(told).toHaveBeenCalledTimes(1);
});

it('keeps what storage did not take', async () => {
  const { stored } = await import('./stored');
  const value = stored<number>('n');
  value.set(1);
  vi.stubGlobal('localStorage', { ...localStorage, setItem: () => { throw new Error('full'); } });
  value.set(2);
  expect(value.fresh()).toBe(2);
});

it('takes the tokens that another tab got instead of spending the old ones again', async () => {
  const { renew, session } = await import('./session');
  const asked = vi.fn();
  vi.stubGlobal('fetch', asked);
  session.set(tokens(1));
  anotherTab(tokens(2));
  expect(await renew('access-1')).toEqual(tokens(2));
  expect(asked).not.toHaveBeenCalled();
});

it('ends no session that another tab renewed while this one was refused', async () => {
  const { renew, session } = await import('./session');
  session.set(tokens(1));
  vi.stubGlobal('fetch', () => {
    anotherTab(tokens(2));
    return Promise.resolve(new Response(null, { status: 401 }));
  });
  expect(await renew('access-1')).toEqual(tokens(2));
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status: 401 })));
  expect(await renew('access-2')).toBeNull();
  expect(kept.size).toBe(0);
});
