import type { Schemas } from './client';

/** All that an order can be, in the order in which it becomes so. */
export const statuses: readonly Schemas['OrderStatus'][] = ['pending', 'paid', 'partiallyShipped', 'shipped', 'delivered', 'returned', 'cancelled', 'expired'];

/** The status that an address names; null for none, and for what is no status. */
export const statusOf = (text: string | null) => statuses.find(s => s === text) ?? null;
