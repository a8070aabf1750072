import { number } from '../../format';

const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** So many bytes, in the unit that fits. */
export function bytes(n: number): string {
  const step = n < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(n) / Math.log(1024)));
  const value = n / 1024 ** step;
  return `${number(value < 10 && step > 0 ? Math.round(value * 10) / 10 : Math.round(value))} ${units[step]}`;
}
