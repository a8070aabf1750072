import type { Schemas } from '../api/client';
import { language } from '../texts';

const locale = language === 'de' ? 'de-DE' : 'en-US';

/** Made when it is first asked for: to make one takes a slow phone some milliseconds, and no page needs them all. */
function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}

const dateFormat = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }));
const timeFormat = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }));
const preciseFormat = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' }));
const numberFormat = once(() => new Intl.NumberFormat(locale));
const shareFormat = once(() => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }));
const sinceFormat = once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));

interface Currency {
  format: Intl.NumberFormat;
  minorUnits: number;
}

const currencies = new Map<string, Currency>();

function currencyOf(code: string): Currency {
  let known = currencies.get(code);
  if (known === undefined) {
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency: code });
    known = { format, minorUnits: 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2) };
    currencies.set(code, known);
  }

  return known;
}

/** How many minor units make one of the currency: 100 cents a dollar, 1 yen a yen. */
export const minorUnits = (currency: string) => currencyOf(currency).minorUnits;

/** An amount as people write it, of minor units. */
export const money = ({ amount, currency }: Schemas['Money']) => currencyOf(currency).format.format(amount / minorUnits(currency));

/** An amount in short: without minor units where there are none. */
export const shortMoney = ({ amount, currency }: Schemas['Money']) =>
  new Intl.NumberFormat(locale, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' }).format(amount / minorUnits(currency));

/**
 * Minor units of what somebody typed, with a point or a comma before them; null where that is no amount. More digits behind
 * it than the currency has are none: "1,000" may be a thousand, and is not to be taken for one.
 */
export function parseAmount(text: string, currency: string): number | null {
  const plain = text.trim().replace(/\s/g, '').replace(',', '.');
  const digits = Math.round(Math.log10(minorUnits(currency)));
  if (!new RegExp(`^-?\\d+(\\.\\d{1,${Math.max(digits, 1)}})?$`).test(plain) || (digits === 0 && plain.includes('.'))) return null;
  return Math.round(Number(plain) * minorUnits(currency));
}

/** Minor units as somebody would type them. */
export function amountText(amount: number, currency: string): string {
  const text = (amount / minorUnits(currency)).toFixed(Math.log10(minorUnits(currency)));
  return language === 'de' ? text.replace('.', ',') : text;
}

export const date = (at: string) => dateFormat().format(new Date(at));

export const dateTime = (at: string) => timeFormat().format(new Date(at));

/** With seconds, for who looks at what happened. */
export const preciseTime = (at: string) => preciseFormat().format(new Date(at));

export const number = (n: number) => numberFormat().format(n);

/** A share from 0 to 1 in percent. */
export const share = (n: number) => shareFormat().format(n);

/** How long ago something was, roughly. */
export function since(at: string, now: number): string {
  const seconds = Math.round((new Date(at).getTime() - now) / 1000);
  const size = Math.abs(seconds);
  if (size < 60) return sinceFormat().format(seconds, 'second');
  if (size < 3600) return sinceFormat().format(Math.round(seconds / 60), 'minute');
  if (size < 86_400) return sinceFormat().format(Math.round(seconds / 3600), 'hour');
  return sinceFormat().format(Math.round(seconds / 86_400), 'day');
}
