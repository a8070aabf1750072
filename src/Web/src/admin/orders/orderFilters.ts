import { isId } from '../../api/ids';
import { statusOf } from '../../api/orderStatus';
import { parseAmount } from '../../format';
import { dayEnd, dayStart } from '../parts/days';

export const filterNames = ['status', 'from', 'to', 'min', 'max', 'text', 'customer'] as const;

export type OrderFilters = Readonly<Record<(typeof filterNames)[number], string>>;

export const sorts = ['newest', 'oldest', 'updated', 'totalDesc', 'totalAsc'] as const;

interface Asked {
  status?: string;
  from?: string;
  to?: string;
  minTotal?: string;
  maxTotal?: string;
  currency?: string;
  text?: string;
  customerId?: string;
}

/** What the store is asked for the filters, and which of them say nothing that it could be asked; those are left out. */
export function ask(filters: OrderFilters, currency: string | undefined): { asked: Asked; wrong: ReadonlySet<keyof OrderFilters> } {
  const wrong = new Set<keyof OrderFilters>();
  const read = (name: keyof OrderFilters, parse: (text: string) => string | null) => {
    if (filters[name] === '') return undefined;
    const value = parse(filters[name]);
    if (value === null) wrong.add(name);
    return value ?? undefined;
  };
  const amount = (text: string) => {
    const minor = parseAmount(text, currency ?? 'USD');
    return minor === null || minor < 0 ? null : String(minor);
  };
  const asked: Asked = {
    status: read('status', statusOf),
    from: read('from', dayStart),
    to: read('to', dayEnd),
    minTotal: read('min', amount),
    maxTotal: read('max', amount),
    text: read('text', text => (text.split(/\s+/).length <= 4 && text.length <= 200 ? text : null)),
    customerId: read('customer', text => (isId(text.trim()) ? text.trim() : null)),
  };
  if ((asked.minTotal ?? asked.maxTotal) !== undefined) asked.currency = currency;
  return { asked: Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)), wrong };
}
