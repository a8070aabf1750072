import { describe, expect, it } from 'vitest';
import { changesOf, emptyDraft, isSame, merge, tagsOf, type Draft } from './draft';

const base: Draft = { name: 'Lamp', description: 'Bright.', price: '49.00', category: 'Home', tags: 'light, oak', imageUrl: '' };

describe('a change', () => {
  it('has only what means something else', () => {
    expect(changesOf(base, { ...base, price: '49', tags: 'light ,oak,' }, 'USD')).toEqual({});
    expect(changesOf(base, { ...base, name: ' Oak lamp ', price: '52,50', tags: '' }, 'USD')).toEqual({ name: 'Oak lamp', price: { amount: 5250, currency: 'USD' }, tags: [] });
  });

  it('leaves a picture where its address was emptied, for the store cannot take one away', () => {
    expect(changesOf({ ...base, imageUrl: 'https://a/b.png' }, base, 'USD')).toEqual({});
  });
});

it('has each tag once', () => {
  expect(tagsOf(' a, b,,a , c')).toEqual(['a', 'b', 'c']);
  expect(tagsOf('')).toEqual([]);
});

it('knows that amounts are the same however they are typed', () => {
  expect(isSame('price', '12,50', '12.5', 'USD')).toBe(true);
  expect(isSame('price', 'x', 'y', 'USD')).toBe(false);
});

describe('two people at one product', () => {
  it('both keep what only one of them changed', () => {
    const merged = merge(base, { ...base, name: 'Oak lamp' }, { ...base, price: '55.00' }, 'USD');
    expect(merged).toEqual({ draft: { ...base, name: 'Oak lamp', price: '55.00' }, conflicts: [], taken: ['price'] });
  });

  it('have to choose where both changed the same, and lose nothing before that', () => {
    const mine = { ...base, name: 'Oak lamp', description: 'Warm.' };
    const merged = merge(base, mine, { ...base, name: 'Desk lamp' }, 'USD');
    expect(merged.draft).toEqual(mine);
    expect(merged.conflicts).toEqual([{ member: 'name', mine: 'Oak lamp', theirs: 'Desk lamp' }]);
  });

  it('agree where they changed it to the same', () => {
    const both = { ...base, price: '50' };
    expect(merge(base, both, { ...base, price: '50.00' }, 'USD').conflicts).toEqual([]);
  });

  it('do not meet where nothing was changed', () => {
    expect(merge(emptyDraft, emptyDraft, emptyDraft, 'USD')).toEqual({ draft: emptyDraft, conflicts: [], taken: [] });
  });
});
