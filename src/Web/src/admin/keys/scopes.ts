import type { OfficeTexts } from '../../texts/office/en';

/** What an API key can be for; each opens what the permission of the same name does (docs/access.md). */
export const scopes = [
  'catalog', 'stock', 'reviews', 'promotions', 'ordersRead', 'orders', 'customersRead', 'carts', 'webhooks', 'operations', 'audit', 'analytics',
] as const satisfies readonly (keyof OfficeTexts['keys']['scopes'])[];
