import { describe, expect, it } from 'vitest';
import { asked, changed, filterCount, readSearch, searchAddress, type SearchState } from './searchState';

describe('a search in the address', () => {
  it('comes back as it went', () => {
    const states: SearchState[] = [
      {},
      { q: 'lamp & shade 100% + “more”' },
      { q: 'ä', category: 'Home & Garden', tag: 'a+b', minPrice: 0, maxPrice: 5000, minRating: 4, inStock: true, sort: 'priceAsc' },
    ];
    for (const state of states) expect(readSearch(searchAddress(state).split('?')[1] ?? '')).toEqual(state);
  });

  it('leaves out what makes no sense', () => {
    expect(readSearch('minPrice=-1&maxPrice=many&minRating=9&inStock=yes&sort=best&category=&other=1')).toEqual({});
    expect(readSearch('minRating=0&q=++')).toEqual({});
  });

  it('takes no more words than the store does', () => {
    expect(readSearch(`q=${'word+'.repeat(20)}`).q?.split(' ')).toHaveLength(16);
    expect(readSearch(`q=${'x'.repeat(300)}`).q).toHaveLength(200);
  });

  it('says the usual order nowhere', () => {
    expect(searchAddress({ sort: 'newest' })).toBe('/search');
    expect(searchAddress({ q: 'lamp', sort: 'relevance' })).toBe('/search?q=lamp');
    expect(searchAddress({ q: 'lamp', sort: 'newest' })).toBe('/search?q=lamp&sort=newest');
    expect(changed({ q: 'lamp', sort: 'newest' }, { q: undefined })).toEqual({});
  });
});

it('is asked of the store by its names', () => {
  expect(asked({ q: 'lamp', minPrice: 0, inStock: true })).toEqual({ search: 'lamp', minPrice: '0', inStock: 'true' });
});

it('counts its filters, both prices as one', () => {
  expect(filterCount({ q: 'lamp', sort: 'name' })).toBe(0);
  expect(filterCount({ minPrice: 0, maxPrice: 100, tag: 'x' })).toBe(2);
});
