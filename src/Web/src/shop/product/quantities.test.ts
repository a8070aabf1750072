import { beforeAll, describe, expect, it } from 'vitest';
import { loadTexts } from '../../texts';
import { quantityProblem, stepped } from './quantities';

beforeAll(async () => {
  Object.assign(globalThis, { document: { documentElement: {} } });
  await loadTexts();
});

describe('a quantity', () => {
  it('is what there is, at most, with what the cart holds', () => {
    expect(quantityProblem('3', 0, 3, false)).toBeNull();
    expect(quantityProblem('4', 0, 3, false)).toBe('Only 3 in stock.');
    expect(quantityProblem('2', 2, 3, false)).toBe('Only 3 in stock, and 2 in your cart already.');
  });

  it('may be more than there is where it can be ordered all the same', () => {
    expect(quantityProblem('4', 0, 0, true)).toBeNull();
  });

  it('is a whole number that a cart takes', () => {
    for (const typed of ['', '0', '-1', '1.5', 'two', '1000', '1e2']) expect(quantityProblem(typed, 0, 9999, false), typed).toBe('A number from 1 to 999.');
    expect(quantityProblem('10', 990, 9999, false)).toBe('A number from 1 to 9.');
  });

  it('goes up and down by one between one and what there is', () => {
    expect(stepped('1', -1, 5)).toBe('1');
    expect(stepped('5', 1, 5)).toBe('5');
    expect(stepped('', 1, 5)).toBe('1');
    expect(stepped('9', -1, 5)).toBe('5');
  });
});
