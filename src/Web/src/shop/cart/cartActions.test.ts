import { beforeEach, expect, it, vi } from 'vitest';
import { addToCart, putInCart } from './cartActions';
import { cartKey } from './cartStore';

const store = vi.hoisted(() => ({ GET: vi.fn(), POST: vi.fn() }));
vi.mock('../../api/client', async original => ({ ...(await original<object>()), api: store }));

interface Sent {
  params: { header: { 'Idempotency-Key': string } };
  body: { productId: string };
}

const answered = (data: object) => Promise.resolve({ data, response: new Response() });
const refused = (status: number, code: string) => Promise.resolve({ error: { code }, response: new Response(null, { status }) });
const keys = () => store.POST.mock.calls.map(call => (call[1] as Sent).params.header['Idempotency-Key']);

beforeEach(() => {
  cartKey.set({ id: 'c', token: null });
  store.POST.mockReset().mockImplementation(() => answered({ id: 'c' }));
});

it('repeats under the same key what is still being done, and takes another once it is decided', async () => {
  store.POST.mockImplementationOnce(() => refused(409, 'requestInProgress'));
  await expect(addToCart('p', 1)).rejects.toMatchObject({ code: 'requestInProgress' });
  await addToCart('p', 1);
  await addToCart('p', 1);
  const [first, second, third] = keys();
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

it('puts in what can be had and names the rest', async () => {
  store.POST.mockImplementation((_: string, { body }: Sent) => (body.productId === 'gone' ? refused(409, 'productRemoved') : answered({ id: 'c' })));
  const lines = ['a', 'gone', 'b'].map(productId => ({ productId, name: productId.toUpperCase(), quantity: 1 }));
  expect(await putInCart(lines)).toMatchObject({ left: ['GONE'], why: { code: 'productRemoved' } });
  expect(store.POST).toHaveBeenCalledTimes(3);
});
