import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followLater } from './followLater';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('asks again for code that does not arrive', async () => {
  const load = vi.fn().mockRejectedValueOnce(new Error('gone')).mockResolvedValue('code');
  const states: string[] = [];
  const begin = vi.fn(() => () => {});
  followLater(load, begin, state => states.push(state));
  await vi.runAllTimersAsync();
  expect(begin).toHaveBeenCalledExactlyOnceWith('code');
  expect(states).toEqual(['lost']);
});

it('says so when it never arrives', async () => {
  const states: string[] = [];
  followLater(() => Promise.reject(new Error('gone')), () => () => {}, state => states.push(state));
  await vi.runAllTimersAsync();
  expect(states.at(-1)).toBe('off');
  expect(states.filter(state => state === 'off')).toHaveLength(1);
});

it('stops before and after it has begun', async () => {
  const stop = vi.fn();
  const begin = vi.fn(() => stop);
  followLater(() => Promise.resolve('code'), begin)();
  await vi.runAllTimersAsync();
  expect(begin).not.toHaveBeenCalled();
  const end = followLater(() => Promise.resolve('code'), begin);
  await vi.runAllTimersAsync();
  end();
  expect(stop).toHaveBeenCalledOnce();
});
