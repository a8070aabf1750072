import type { Schemas } from '../../api/client';
import { answer, api } from '../../api/client';
import { isProblem } from '../../api/problem';

type Notification = Schemas['Notification'];

/** Alerts on a page of the inbox, and pages that are gone through in one go. */
const pageSize = 100;
const mostPages = 20;

/** Products that are looked at: those whose alerts are the newest. */
const mostProducts = 12;

/** A product that has few pieces left, or none. */
export interface LowStock {
  readonly productId: string;
  readonly sku: string;
  readonly name: string;
  readonly available: number;
  readonly threshold: number;
  /** When its stock last said so. */
  readonly at: string;
}

/** What was found, and up to where the inbox was read: it only grows, so the next time is read on from there. */
export interface FoundLow {
  readonly low: readonly LowStock[];
  readonly alerts: readonly Notification[];
  readonly after: number;
  /** Whether that is the end of it. */
  readonly isWhole: boolean;
}

/** The newest alert of each product, newest first. */
export function newestAlerts(inbox: readonly Notification[]): readonly Notification[] {
  const newest = new Map<string, Notification>();
  for (const n of inbox) {
    if ((n.type !== 'stock.low' && n.type !== 'stock.out') || !n.productId) continue;
    const present = newest.get(n.productId);
    if (present === undefined || present.position < n.position) newest.set(n.productId, n);
  }

  return [...newest.values()].sort((a, b) => b.position - a.position);
}

/**
 * What is low on the shelf. No list of the store can be asked for that, so the alerts of the inbox say where to look, and
 * each stock says whether it is still so.
 */
export async function findLowStock(before: FoundLow | undefined): Promise<FoundLow> {
  let { alerts, after } = before ?? { alerts: [], after: 0 };
  let isWhole = false;
  for (let page = 0; page < mostPages && !isWhole; page++) {
    const stretch = await answer(api.GET('/api/v1/customers/me/notifications', { params: { query: { after: String(after), limit: String(pageSize) } } }));
    alerts = newestAlerts([...alerts, ...stretch.items]);
    isWhole = stretch.items.length < pageSize || stretch.nextAfter === after;
    after = stretch.nextAfter;
  }

  const found = await Promise.all(alerts.slice(0, mostProducts).map(look));
  return { low: found.filter(low => low !== null), alerts, after, isWhole };
}

/** How a product of an alert stands now; null where it is low no more, or gone. */
async function look(alert: Notification): Promise<LowStock | null> {
  const path = { id: alert.productId! };
  const [stock, product] = await Promise.all([
    answer(api.GET('/api/v1/products/{id}/stock', { params: { path } })),
    answer(api.GET('/api/v1/products/{id}', { params: { path } })),
  ]).catch((error: unknown) => {
    // Only what is gone is low no more: of what could not be asked nobody knows.
    if (isProblem(error) && error.status === 404) return [null, null] as const;
    throw error;
  });
  if (stock === null || !product.active || stock.available > stock.lowStockThreshold) return null;
  return { productId: product.id, sku: product.sku, name: product.name, available: stock.available, threshold: stock.lowStockThreshold, at: alert.at };
}
