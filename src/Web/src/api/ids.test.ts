import { expect, it } from 'vitest';
import { isId, newId } from './ids';

it('knows an id from a number', () => {
  expect(isId('01a20174-6d95-7193-abad-bfffc5a75dd9')).toBe(true);
  expect(isId('01a201746d957193abadbfffc5a75dd9')).toBe(true);
  expect(isId(newId())).toBe(true);
  expect(isId('261122-PNJ6SJ')).toBe(false);
});
