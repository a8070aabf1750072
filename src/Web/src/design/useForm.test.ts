import { beforeAll, expect, it } from 'vitest';
import { Problem } from '../api/problem';
import { T, loadTexts } from '../texts';
import { inWords } from './useForm';

beforeAll(async () => {
  Object.assign(globalThis, { document: { documentElement: {} } });
  await loadTexts();
});

const wrong = (code: string) => new Problem(400, { code, errors: { percent: ['Must be above 0.'] } });

it('shows the store’s own sentences in no other language than theirs', () => {
  expect(inWords(wrong('validation'), 'en')).toEqual({ percent: ['Must be above 0.'] });
  expect(inWords(wrong('validation'), 'de')).toEqual({ percent: [T.common.fieldWrong] });
  expect(inWords(wrong('invalidQuantity'), 'de')).toEqual({ percent: [T.problems['invalidQuantity']] });
});
