import { beforeEach, expect, it, vi } from 'vitest';
import { takeCartAlong } from './cartMerge';
import { cartKey, ownCarts } from './cartStore';

const store = vi.hoisted(() => ({ GET: vi.fn(), POST: vi.fn() }));
vi.mock('../../api/client', async original => ({ ...(await original<object>()), api: store }));

const answered = (data: object) => Promise.resolve({ data, response: new Response() });
const refused = (status: number, error: object) => Promise.resolve({ error, response: new Response(null, { status }) });

let merged: string[];
beforeEach(() => {
  merged = [];
  ownCarts.set(null);
  cartKey.set({ id: 'guest', token: 't' });
  let started = 0;
  store.GET.mockReset().mockImplementation(() => answered({ mergedInto: 'first' }));
  store.POST.mockReset().mockImplementation((path: string, { params }: { params: { path: { id: string } } }) => {
    if (path === '/api/v1/carts') return answered({ id: `own${++started}` });
    merged.push(params.path.id);
    return merged.length === 1 ? answered({ changes: [] }) : refused(409, { code: 'cartMerged', cartId: 'first' });
  });
});

it('takes a guest’s cart over once, however many ask at once', async () => {
  expect(await Promise.all([takeCartAlong('a'), takeCartAlong('a')])).toEqual([[], null]);
  expect(merged).toEqual(['own1']);
  expect(cartKey.get()).toEqual({ id: 'own1', token: null });
});

it('goes where the goods are when another tab was first', async () => {
  merged.push('by the other tab');
  expect(await takeCartAlong('a')).toBeNull();
  expect(cartKey.get()).toEqual({ id: 'first', token: null });
  expect(ownCarts.get()).toEqual({ a: 'first' });
});
