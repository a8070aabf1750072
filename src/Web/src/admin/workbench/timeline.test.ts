import { describe, expect, it } from 'vitest';
import { causeOf, effectsOf, kinOf, lanesOf, nameInLane } from './timeline';

const at = '2026-11-22T00:00:00Z';
const command = { kind: 'command', name: 'placeOrder', actor: 'a', at };
const event = (position: number) => ({ kind: 'event', name: 'x', actor: 'a', at, position });
const entry = (position: number, ...causes: number[]) => ({ position, causes: [command, ...causes.map(event)] });

/** 1 began it; 2 and 3 came of it; 4 came of 3. 5 is somebody else's. */
const entries = [entry(1), entry(2, 1), entry(3, 1), entry(4, 1, 3), entry(5)];

describe('links', () => {
  it('go from cause to effect', () => {
    expect(entries.map(causeOf)).toEqual([null, 1, 1, 3, null]);
    expect([...effectsOf(entries)]).toEqual([[1, [2, 3]], [3, [4]]]);
  });

  it('are followed to both ends', () => {
    expect(kinOf(entries, 3)).toEqual({ causes: new Set([1]), effects: new Set([4]) });
    expect(kinOf(entries, 1).effects).toEqual(new Set([2, 3, 4]));
    expect(kinOf(entries, 5)).toEqual({ causes: new Set(), effects: new Set() });
  });

  it('leave out what is not on the page', () => {
    expect(kinOf([entry(9, 7)], 9).causes).toEqual(new Set());
  });
});

describe('lanes', () => {
  it('are in the order of an order’s way', () => {
    expect(lanesOf([{ kind: 'order' }, { kind: 'unheardOf' }, { kind: 'cart' }, { kind: 'order' }])).toEqual(['cart', 'order', 'unheardOf']);
  });

  it('say the kind, so that the name need not', () => {
    expect(nameInLane('order.created', 'order')).toBe('created');
    expect(nameInLane('payment.completed', 'order')).toBe('payment.completed');
  });
});
