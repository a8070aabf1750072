import { number } from '../../format';

/** How long after something else it was, in the unit that fits. */
export function offset(from: string, to: string): string {
  const ms = Math.max(0, Date.parse(to) - Date.parse(from));
  if (ms < 1000) return `+${number(Math.round(ms))} ms`;
  if (ms < 60_000) return `+${number(Math.round(ms / 100) / 10)} s`;
  if (ms < 3_600_000) return `+${number(Math.round(ms / 60_000))} min`;
  if (ms < 172_800_000) return `+${number(Math.round(ms / 3_600_000))} h`;
  return `+${number(Math.round(ms / 86_400_000))} d`;
}
