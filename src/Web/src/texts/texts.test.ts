import { describe, expect, it } from 'vitest';
import { de } from './de';
import { en } from './en';
import { de as officeDe } from './office/de';
import { en as officeEn } from './office/en';

/** Every word of a language, by its path. */
function words(texts: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') found.set(here, value);
    else if (typeof value === 'function') found.set(here, 'function');
    else for (const [k, v] of words(value as object, here)) found.set(k, v);
  }

  return found;
}

/** What is called the same in German. */
const alike = new Set(['OrleansStore', 'English', 'Deutsch', 'Start', 'Webhooks', 'Version', 'Position', 'Journal', 'Silos']);

describe.each([
  ['the shop', en, de],
  ['the back office', officeEn, officeDe],
])('%s', (_, english: object, other: object) => {
  it('has the same words in every language, none of them empty', () => {
    expect([...words(other).keys()].sort()).toEqual([...words(english).keys()].sort());
    for (const texts of [words(english), words(other)]) for (const [key, word] of texts) expect(word.trim(), key).not.toBe('');
  });

  it('is translated, but for words that are the same in both', () => {
    const german = words(other);
    const same = [...words(english)].filter(([key, word]) => word !== 'function' && /[a-z]{4}/.test(word) && german.get(key) === word).map(([, word]) => word);
    expect(same.filter(word => !alike.has(word))).toEqual([]);
  });
});
