import { stored } from '../../api/stored';

/** An order that was placed in this browser. */
export interface PlacedOrder {
  /** What a guest opens it with; null for an account's. */
  readonly token: string | null;
  /** When it was placed, in milliseconds. */
  readonly at: number;
}

/** Orders of this browser by id; a guest's can be opened with nothing else. */
export const placedOrders = stored<Readonly<Record<string, PlacedOrder>>>('store.orders');

/** How many are remembered. */
const most = 200;

/** Remembers an order; without a token the one that is known stays. */
export function rememberOrder(id: string, token: string | null, now: number = Date.now()): void {
  const known = placedOrders.fresh() ?? {};
  const next = { ...known, [id]: { token: token ?? known[id]?.token ?? null, at: known[id]?.at ?? now } };
  const newest = Object.entries(next)
    .sort(([, a], [, b]) => b.at - a.at)
    .slice(0, most);
  placedOrders.set(Object.fromEntries(newest));
}

/** A guest's order of which nothing personal is left. */
export function forgetOrder(id: string): void {
  const { [id]: _, ...others } = placedOrders.fresh() ?? {};
  placedOrders.set(others);
}

/** What this browser opens an order with; null where the account does. */
export const orderToken = (id: string) => placedOrders.get()?.[id]?.token ?? null;

/** The header by which a guest's order is opened. */
export const openingWith = (token: string | null): { 'Order-Token'?: string } => (token ? { 'Order-Token': token } : {});

/** The same with what this browser knows. */
export const orderHeaders = (id: string) => openingWith(orderToken(id));
