import { answer, api, type Schemas } from '../../api/client';

/** What has a past that can be looked at. */
export type Thing = 'order' | 'cart' | 'product' | 'stock';

export const things: readonly Thing[] = ['order', 'cart', 'product', 'stock'];

/** A thing as it is or was. */
export type State = Readonly<Record<string, unknown>> & { readonly version: number };

interface Past {
  /** As it is, or as it was at a version. */
  at: (id: string, version?: number, signal?: AbortSignal) => Promise<State>;
  /** What differs between two versions; 0 is before it existed. */
  diff: (id: string, from: number, to: number, signal?: AbortSignal) => Promise<Schemas['DiffAnswer']>;
}

const inPast = (id: string, version: number | undefined, signal: AbortSignal | undefined) => ({ signal, params: { path: { id }, query: version === undefined ? {} : { version: String(version) } } });
const between = (id: string, from: number, to: number, signal: AbortSignal | undefined) => ({ signal, params: { path: { id }, query: { from: String(from), to: String(to) } } });

export const pasts: Readonly<Record<Thing, Past>> = {
  order: {
    at: async (id, version, signal) => ({ ...(await answer(api.GET('/api/v1/orders/{id}', inPast(id, version, signal)))) }),
    diff: (id, from, to, signal) => answer(api.GET('/api/v1/orders/{id}/diff', between(id, from, to, signal))),
  },
  cart: {
    at: async (id, version, signal) => ({ ...(await answer(api.GET('/api/v1/carts/{id}', inPast(id, version, signal)))) }),
    diff: (id, from, to, signal) => answer(api.GET('/api/v1/carts/{id}/diff', between(id, from, to, signal))),
  },
  product: {
    at: async (id, version, signal) => ({ ...(await answer(api.GET('/api/v1/products/{id}', inPast(id, version, signal)))) }),
    diff: (id, from, to, signal) => answer(api.GET('/api/v1/products/{id}/diff', between(id, from, to, signal))),
  },
  stock: {
    at: async (id, version, signal) => ({ ...(await answer(api.GET('/api/v1/products/{id}/stock', inPast(id, version, signal)))) }),
    diff: (id, from, to, signal) => answer(api.GET('/api/v1/products/{id}/stock/diff', between(id, from, to, signal))),
  },
};

/** The name of a thing's stream in the journal. */
export const streamOf = (thing: Thing, id: string) => `${thing}-${id.replaceAll('-', '').toLowerCase()}`;

/** The event by which a thing came to a version, as it is stored. */
export async function eventAt(thing: Thing, id: string, version: number, signal?: AbortSignal): Promise<Schemas['JournalEntry'] | null> {
  const page = await answer(api.GET('/api/v1/admin/journal', { params: { query: { stream: streamOf(thing, id), after: String(version - 1), limit: '1' } }, signal }));
  return page.items[0] ?? null;
}
