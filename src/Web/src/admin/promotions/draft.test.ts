import { beforeAll, describe, expect, it } from 'vitest';
import type { Schemas } from '../../api/client';
import { loadTexts } from '../../texts';
import { loadOfficeTexts } from '../../texts/office';
import { changeOf, changedFields, check, draftOf, emptyDraft, rebase, requestOf, withKind, type Draft } from './draft';

const promotion: Schemas['PromotionAnswer'] = {
  id: 'p', name: 'Ten off', code: 'TEN', kind: 'percentage', percent: 10, amount: null, categories: ['Lamps'], products: [],
  minimum: { amount: 3050, currency: 'USD' }, startsAt: '2026-12-01T00:00:00Z', endsAt: null, firstOrder: false, maxUses: 5,
  priority: 3, exclusive: false, active: true, createdAt: '2026-11-01T00:00:00Z', updatedAt: '2026-11-01T00:00:00Z', version: 2,
};

const wrong = (d: Partial<Draft>) => Object.entries(check({ ...emptyDraft, name: 'n', ...d }, 'USD')).filter(([, text]) => text).map(([name]) => name);

beforeAll(async () => {
  Object.defineProperty(globalThis, 'document', { value: { documentElement: {} }, configurable: true });
  await Promise.all([loadTexts(), loadOfficeTexts()]);
});

describe('a draft', () => {
  it('comes back as what it was made of', () => {
    const request = requestOf(draftOf(promotion), 'USD');
    expect(request).toMatchObject({ name: 'Ten off', code: 'TEN', percent: 10, minimum: { amount: 3050, currency: 'USD' }, maxUses: 5, categories: ['Lamps'] });
    expect(new Date(request.startsAt!).getTime()).toBe(Date.parse('2026-12-01T00:00:00Z'));
  });

  it('says nothing that its kind has no use for', () => {
    const request = requestOf({ ...draftOf(promotion), kind: 'freeShipping', amount: '5' }, 'USD');
    expect(request.percent).toBeUndefined();
    expect(request.amount).toBeUndefined();
  });

  it('does not take a percentage along to another kind', () => {
    expect(withKind(emptyDraft, 'buyXGetY')).toEqual({ kind: 'buyXGetY', percent: '', buy: '2', get: '1' });
    expect(withKind({ ...emptyDraft, percent: '25' }, 'percentage').percent).toBe('25');
  });

  it('is refused by field', () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({ name: ' ' })).toEqual(['name']);
    expect(wrong({ percent: '0' })).toEqual(['percent']);
    expect(wrong({ percent: '100.5' })).toEqual(['percent']);
    expect(wrong({ percent: '12,5' })).toEqual([]);
    expect(wrong({ kind: 'amount', amount: '' })).toEqual(['amount']);
    expect(wrong({ kind: 'amount', amount: '5.005' })).toEqual(['amount']);
    expect(wrong({ kind: 'buyXGetY', buy: '0', get: '1.5', percent: '' })).toEqual(['buy', 'get']);
    expect(wrong({ startsAt: '2026-12-02T00:00', endsAt: '2026-12-01T00:00' })).toEqual(['endsAt']);
    expect(wrong({ maxUses: '0', maxUsesPerCustomer: '1001', priority: 'high' })).toEqual(['maxUses', 'maxUsesPerCustomer', 'priority']);
  });
});

describe('a change', () => {
  const before = draftOf(promotion);

  it('is what differs and nothing else', () => {
    expect(changeOf(before, { ...before, name: 'Eleven off', percent: '11' }, 'USD')).toEqual({ name: 'Eleven off', percent: 11 });
    expect(changeOf(before, before, 'USD')).toEqual({});
  });

  it('clears what is not said any more, also by another kind', () => {
    expect(changeOf(before, { ...before, code: '', maxUses: '' }, 'USD')).toEqual({ clear: ['code', 'maxUses'] });
    expect(changeOf(before, { ...before, kind: 'amount', amount: '5' }, 'USD')).toEqual({ kind: 'amount', amount: { amount: 500, currency: 'USD' }, clear: ['percent'] });
  });

  it('is put on top of somebody else’s', () => {
    const mine = { ...before, name: 'Mine' };
    const theirs = { ...before, percent: '20' };
    expect(rebase(before, mine, theirs)).toEqual({ ...before, name: 'Mine', percent: '20' });
    expect(changedFields(before, theirs)).toEqual(['percent']);
  });
});
