import { describe, expect, it } from 'vitest';
import { amountText, minorUnits, money, parseAmount, since } from './index';

describe('money', () => {
  it('is written with the currency’s own minor units', () => {
    expect(money({ amount: 129_999, currency: 'USD' })).toBe('$1,299.99');
    expect(money({ amount: 500, currency: 'JPY' })).toBe('¥500');
    expect(minorUnits('JPY')).toBe(1);
  });

  it('is read with a point or a comma and refuses what is no amount', () => {
    expect(parseAmount('12,50', 'EUR')).toBe(1250);
    expect(parseAmount(' 1 299.99 ', 'USD')).toBe(129_999);
    expect(parseAmount('0.1', 'USD')).toBe(10);
    expect(parseAmount('1.005', 'USD')).toBeNull();
    expect(parseAmount('1,000', 'USD')).toBeNull();
    expect(parseAmount('1.000', 'EUR')).toBeNull();
    expect(parseAmount('1.0', 'JPY')).toBeNull();
    expect(parseAmount('1000', 'JPY')).toBe(1000);
    expect(parseAmount('five', 'USD')).toBeNull();
    expect(parseAmount('', 'USD')).toBeNull();
  });

  it('comes back as it was typed', () => {
    for (const amount of [0, 5, 100, 129_999]) expect(parseAmount(amountText(amount, 'USD'), 'USD')).toBe(amount);
    expect(amountText(500, 'JPY')).toBe('500');
  });
});

describe('since', () => {
  it('takes the unit that fits', () => {
    const now = Date.parse('2026-11-22T12:00:00Z');
    expect(since('2026-11-22T11:59:30Z', now)).toBe('30 seconds ago');
    expect(since('2026-11-22T10:00:00Z', now)).toBe('2 hours ago');
    expect(since('2026-11-21T12:00:00Z', now)).toBe('yesterday');
  });
});
