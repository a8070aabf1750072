import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '../../api/problem';
import { session } from '../../api/session';
import { queries } from '../../app/queries';
import { pauseBefore } from '../../live/pause';
import { judge, settle, type Attempt } from './attempt';

const store = vi.hoisted(() => ({ GET: vi.fn(), POST: vi.fn() }));
vi.mock('../../api/client', async original => ({ ...(await original<object>()), api: store }));

const problem = (status: number, code: string, more: object = {}, retryAfter?: number) => new Problem(status, { code, ...more }, retryAfter);

describe('what a refusal says of an order that was sent off', () => {
  it('is an order that was not paid, or was placed before', () => {
    expect(judge(problem(402, 'paymentDeclined', { orderId: 'o', orderToken: 't' }))).toEqual({ kind: 'ordered', orderId: 'o', orderToken: 't', declined: true, open: false });
    expect(judge(problem(409, 'cartOrdered', { orderId: 'o' }))).toMatchObject({ kind: 'ordered', orderId: 'o', orderToken: null, declined: false });
  });

  it('is nothing decided where no answer came, or one that says to come back', () => {
    for (const p of [Problem.offline(), problem(503, 'timeout'), problem(500, 'internalError'), problem(429, 'rateLimited'), problem(409, 'requestInProgress', {}, 1), problem(408, 'requestTimeout')])
      expect(judge(p).kind, p.code).toBe('unknown');
  });

  it('is no order otherwise, also where a cancelled one is named', () => {
    for (const p of [problem(409, 'outOfStock', { orderId: 'o', productId: 'p' }), problem(409, 'priceChanged'), problem(422, 'couponUnknown'), problem(400, 'validation'), problem(404, 'cartExpired')])
      expect(judge(p).kind, p.code).toBe('refused');
  });
});

it('waits longer each time, and as long as the store says', () => {
  expect([0, 1, 2, 9].map(n => pauseBefore(n))).toEqual([250, 500, 1000, 5000]);
  expect(pauseBefore(0, 7)).toBe(7000);
});

describe('an order that was sent off', () => {
  const attempt = (owner: string | null): Attempt => ({ key: `k-${owner}`, cartToken: null, owner, body: { cartId: 'c', payment: { method: 'later' } } });
  const answered = (data: object) => Promise.resolve({ data, response: new Response() });
  const loggedIn = (id: string) => {
    session.set({ accessToken: id, refreshToken: id, login: id });
    store.GET.mockImplementation(() => answered({ id }));
  };

  beforeEach(() => {
    queries.clear();
    session.set(null);
    store.GET.mockReset();
    store.POST.mockReset().mockImplementation(() => answered({ id: 'o', number: 'N', orderToken: 't' }));
  });

  it('is asked about by the account that sent it and by no other', async () => {
    expect(await settle(attempt('a'))).toEqual({ kind: 'loggedOut' });
    loggedIn('b');
    expect(await settle(attempt('a'))).toEqual({ kind: 'loggedOut' });
    expect(store.POST).not.toHaveBeenCalled();
    queries.clear();
    loggedIn('a');
    expect(await settle(attempt('a'))).toMatchObject({ kind: 'ordered', orderId: 'o' });
    expect(store.POST.mock.calls[0]![1]).not.toHaveProperty('fetch');
  });

  it('stays a guest’s whoever logs in meanwhile', async () => {
    loggedIn('b');
    expect(await settle(attempt(null))).toMatchObject({ kind: 'ordered', orderToken: 't' });
    expect(store.POST.mock.calls[0]![1]).toHaveProperty('fetch');
  });

  it('is unknown, and nothing worse, where an answer cannot be read', async () => {
    store.POST.mockImplementation(() => Promise.reject(new SyntaxError('cut')));
    expect(await settle(attempt(null), 1)).toMatchObject({ kind: 'unknown' });
  });
});
