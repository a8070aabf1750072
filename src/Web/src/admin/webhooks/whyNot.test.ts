import { beforeAll, expect, it, vi } from 'vitest';
import { loadTexts } from '../../texts';
import { loadOfficeTexts } from '../../texts/office';
import { whyNot } from './whyNot';

beforeAll(async () => {
  vi.stubGlobal('document', { documentElement: {} });
  await Promise.all([loadTexts(), loadOfficeTexts()]);
});

it('says why a delivery did not arrive', () => {
  expect(['answered 503', 'no answer within 10 s', 'no connection', 'what nobody foresaw'].map(whyNot)).toEqual(['The receiver answered 503.', 'No answer within 10 s.', 'No connection.', 'what nobody foresaw']);
});
