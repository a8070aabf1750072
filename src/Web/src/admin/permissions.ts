import type { Schemas } from '../api/client';

/** What a page of the back office needs; the store checks every call by itself, this is for the menu alone. */
export type Area = 'dashboard' | 'orders' | 'products' | 'promotions' | 'customers' | 'webhooks' | 'audit' | 'keys' | 'workbench';

const ofManager: readonly Area[] = ['products', 'promotions'];
const all: readonly Area[] = ['dashboard', 'orders', 'products', 'promotions', 'customers', 'webhooks', 'audit', 'keys', 'workbench'];

/** The parts of the back office that are open to a role; none to customers. */
export const areasOf = (role: Schemas['CustomerRole']): readonly Area[] => (role === 'admin' ? all : role === 'catalogManager' ? ofManager : []);
