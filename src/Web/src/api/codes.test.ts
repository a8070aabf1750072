import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { de } from '../texts/de';

const here = import.meta.dirname;

const read = (root: string, ends: RegExp) =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(file => file.isFile() && ends.test(file.name) && !/[\\/](node_modules|obj|bin)([\\/]|$)/.test(file.parentPath))
    .map(file => readFileSync(join(file.parentPath, file.name), 'utf8'));

/** Whatever stands between quotes in the store, and what this side says where there is no answer. */
const said = new Set([...read(join(here, '../../..'), /\.cs$/).flatMap(text => [...text.matchAll(/"(\w+)"/g)].map(match => match[1]!)), 'offline']);

it('has words only for what the store says', () => {
  expect(Object.keys(de.problems).filter(code => !said.has(code))).toEqual([]);
});

it('waits only for what the store says', () => {
  const awaited = read(join(here, '..'), /(?<!\.test)\.tsx?$/).flatMap(text => [...text.matchAll(/isProblem\([\w.]+, ('\w+'(?:, '\w+')*)\)/g)].flatMap(match => match[1]!.match(/\w+/g)!));
  expect(awaited.length).toBeGreaterThan(30);
  expect([...new Set(awaited)].filter(code => !said.has(code))).toEqual([]);
});
