import { expect, it } from 'vitest';
import { bytes } from './bytes';

it('takes the unit that fits', () => {
  expect([0, 1023, 1024, 1_500_000, 25_276_510_208].map(bytes)).toEqual(['0 B', '1,023 B', '1 KB', '1.4 MB', '24 GB']);
});
