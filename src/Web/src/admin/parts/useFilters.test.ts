import { expect, it } from 'vitest';
import { withFilters } from './useFilters';

it('sets, leaves and takes out filters', () => {
  const present = new URLSearchParams('status=paid&text=lamp&tab=all');
  expect(withFilters(present, { status: 'shipped', text: '', from: '2026-01-02', to: undefined }).toString()).toBe('status=shipped&tab=all&from=2026-01-02');
  expect(present.get('text')).toBe('lamp');
});
