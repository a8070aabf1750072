import { describe, expect, it } from 'vitest';
import { ask, type OrderFilters } from './orderFilters';

const none: OrderFilters = { status: '', from: '', to: '', min: '', max: '', text: '', customer: '' };

describe('what the store is asked', () => {
  it('is nothing without filters', () => {
    expect(ask(none, 'USD')).toEqual({ asked: {}, wrong: new Set() });
  });

  it('has amounts in minor units of the shop’s currency and days to their end', () => {
    const { asked } = ask({ ...none, status: 'paid', min: '12,50', max: '100', from: '2026-11-21', to: '2026-11-22', text: 'lamp' }, 'USD');
    expect(asked).toMatchObject({ status: 'paid', minTotal: '1250', maxTotal: '10000', currency: 'USD', text: 'lamp' });
    expect(Date.parse(asked.to!) - Date.parse(asked.from!)).toBeGreaterThan(46 * 3_600_000);
  });

  it('leaves out what cannot be asked and says which', () => {
    const { asked, wrong } = ask({ ...none, status: 'lost', min: 'many', max: '-1', text: 'one two three four five', customer: 'Ada' }, 'USD');
    expect(asked).toEqual({});
    expect([...wrong].sort()).toEqual(['customer', 'max', 'min', 'status', 'text']);
  });
});
