import { expect, it } from 'vitest';
import { countries, countryName, likelyCountry } from './countries';

it('names every country', () => {
  expect(countries().length).toBeGreaterThan(240);
  expect(countries().filter(c => c.name === c.code)).toEqual([]);
  expect(countryName('DE')).toBe('Germany');
  expect(countryName('??')).toBe('??');
});

it('guesses the country from the languages of the browser', () => {
  expect(likelyCountry(['de', 'en-US'])).toBe('US');
  expect(likelyCountry(['zh-Hant-TW'])).toBe('TW');
  expect(likelyCountry(['en', 'en-XX'])).toBeNull();
});
