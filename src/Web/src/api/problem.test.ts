import { expect, it } from 'vitest';
import { isUndecided, Problem } from './problem';

it('knows what leaves a command open', () => {
  expect(isUndecided(Problem.offline())).toBe(true);
  expect([503, 500, 408, 429].map(status => isUndecided(new Problem(status, {})))).toEqual([true, true, true, true]);
  expect(isUndecided(new Problem(409, { code: 'requestInProgress' }, 1))).toBe(true);
  expect(isUndecided(new Problem(409, { code: 'outOfStock' }))).toBe(false);
  expect(isUndecided(new Problem(412, { code: 'versionMismatch' }))).toBe(false);
});
