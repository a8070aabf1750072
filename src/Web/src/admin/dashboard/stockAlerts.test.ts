import { expect, it, vi } from 'vitest';
import { api } from '../../api/client';
import { findLowStock, newestAlerts } from './stockAlerts';

it('knows the newest alert of each product and nothing else of the inbox', () => {
  const alert = (position: number, type: string, productId?: string) => ({ id: `n${position}`, position, type, at: '2026-11-22T00:00:00Z', productId });
  const inbox = [alert(1, 'stock.low', 'a'), alert(2, 'order.created'), alert(3, 'stock.low', 'b'), alert(4, 'stock.out', 'a'), alert(5, 'product.added', 'c')];
  expect(newestAlerts(inbox).map(n => [n.productId, n.type])).toEqual([['a', 'stock.out'], ['b', 'stock.low']]);
});

it('reads the inbox on from where it was read', async () => {
  const asked: string[] = [];
  const inbox = Array.from({ length: 2050 }, (_, i) => ({ id: `n${i}`, position: i + 1, type: 'order.created', at: '2026-11-22T00:00:00Z' }));
  vi.spyOn(api, 'GET').mockImplementation(((_: string, { params }: { params: { query: { after: string } } }) => {
    const { after } = params.query;
    asked.push(after);
    const items = inbox.slice(Number(after), Number(after) + 100);
    return Promise.resolve({ data: { items, nextAfter: items.at(-1)?.position ?? Number(after) }, response: new Response() });
  }) as never);

  const first = await findLowStock(undefined);
  expect([first.isWhole, first.after, asked.length]).toEqual([false, 2000, 20]);
  const second = await findLowStock(first);
  expect([second.isWhole, second.after, asked.slice(20)]).toEqual([true, 2050, ['2000']]);
  await findLowStock(second);
  expect(asked.slice(21)).toEqual(['2050']);
});

it('does not take what could not be asked for what is low no more', async () => {
  const alert = { id: 'n1', position: 1, type: 'stock.low', at: '2026-11-22T00:00:00Z', productId: 'a' };
  let status = 503;
  vi.spyOn(api, 'GET').mockImplementation(((path: string) =>
    Promise.resolve(path.endsWith('/notifications') ? { data: { items: [alert], nextAfter: 1 }, response: new Response() } : { error: { code: 'unexpected' }, response: new Response('{}', { status }) })) as never);

  await expect(findLowStock(undefined)).rejects.toMatchObject({ status: 503 });
  status = 404;
  expect((await findLowStock(undefined)).low).toEqual([]);
});
