import type { Schemas } from '../../api/client';
import { money } from '../../format';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const isMoney = (value: unknown): value is Schemas['Money'] => isObject(value) && typeof value['amount'] === 'number' && typeof value['currency'] === 'string' && Object.keys(value).length === 2;

/** A value in one line: money as money, what is nested as JSON. */
export function inLine(value: unknown): string {
  if (value === undefined || value === null) return '–';
  if (isMoney(value)) return money(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Members that only say in detail what others sum up. */
const detail: readonly string[] = ['version', 'pricing'];

/** The members of a state that say something by themselves; lists and objects by how many they hold or not at all. */
export function membersOf(state: Readonly<Record<string, unknown>>): [name: string, value: string][] {
  const members: [string, string][] = [];
  for (const [name, value] of Object.entries(state)) {
    if (value === null || value === undefined || detail.includes(name)) continue;
    if (Array.isArray(value)) members.push([name, `[${value.length}]`]);
    else if (isMoney(value) || !isObject(value)) members.push([name, inLine(value)]);
    else for (const [inner, part] of Object.entries(value)) if (isMoney(part) || (typeof part !== 'object' && part !== undefined)) members.push([`${name}.${inner}`, inLine(part)]);
  }

  return members;
}
