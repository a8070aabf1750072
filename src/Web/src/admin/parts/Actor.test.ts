import { expect, it } from 'vitest';
import { actorOf } from './Actor';

it('knows what an actor is and which', () => {
  expect(actorOf('customer:0198000000007000800000000000002a')).toEqual({ kind: 'customer', id: '01980000-0000-7000-8000-00000000002a' });
  expect(actorOf('admin:01980000-0000-7000-8000-00000000002a').id).toBe('01980000-0000-7000-8000-00000000002a');
  expect(actorOf('system')).toEqual({ kind: 'system' });
});
