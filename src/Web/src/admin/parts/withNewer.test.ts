import { expect, it } from 'vitest';
import { withNewer } from './withNewer';

const at = (position: number) => ({ position });

it('puts what came since before what was there, each once', () => {
  expect(withNewer([at(5), at(3)], [at(5), at(6), at(8)], 10).map(i => i.position)).toEqual([8, 6, 5, 3]);
  expect(withNewer([], [at(1), at(2)], 10).map(i => i.position)).toEqual([2, 1]);
});

it('does not grow without end', () => {
  expect(withNewer([at(3), at(2), at(1)], [at(4)], 3).map(i => i.position)).toEqual([4, 3, 2]);
});
