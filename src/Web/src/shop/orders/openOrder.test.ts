import { beforeEach, expect, it, vi } from 'vitest';
import { orderToken, placedOrders, rememberOrder } from './orderAccess';
import { mayStillCome, openOrder } from './orderQuery';

const store = vi.hoisted(() => ({ GET: vi.fn() }));
vi.mock('../../api/client', async original => ({ ...(await original<object>()), api: store }));

beforeEach(() => {
  placedOrders.set(null);
  store.GET.mockReset().mockImplementation((_: string, { params }: { params: { header: { 'Order-Token'?: string } } }) =>
    Promise.resolve(
      params.header['Order-Token'] === 'good'
        ? { data: { id: 'o', createdAt: '2026-11-22T00:00:00Z' }, response: new Response() }
        : { error: { code: 'orderNotFound' }, response: new Response(null, { status: 404 }) },
    ),
  );
});

it('keeps what a link offers once it opened the order', async () => {
  await openOrder('o', 'good');
  expect(orderToken('o')).toBe('good');
  expect(store.GET).toHaveBeenCalledTimes(1);
});

it('is not misled by a link that is broken', async () => {
  rememberOrder('o', 'good');
  await openOrder('o', 'goo');
  expect(orderToken('o')).toBe('good');
});

it('takes a good link where what is known does not open it', async () => {
  rememberOrder('o', 'old');
  await openOrder('o', 'good');
  expect(orderToken('o')).toBe('good');
});

it('remembers nothing of an order that does not open, and does not wait for it', async () => {
  const error = await openOrder('o', 'bad').catch((e: unknown) => e);
  expect(placedOrders.get()).toBeNull();
  expect(mayStillCome('o', error)).toBe(false);
});
