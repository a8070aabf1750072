import type { Schemas } from '../../api/client';
import { changesOf } from '../../design/useDraft';
import { amountText, parseAmount } from '../../format';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { fromLocalInput, toLocalInput } from '../parts/localTime';

type Promotion = Schemas['PromotionAnswer'];
type Request = Schemas['PromotionRequest'];

/** A promotion as its form holds it: what is typed is text until it is sent. */
export interface Draft {
  readonly name: string;
  readonly code: string;
  readonly kind: Schemas['PromotionKind'];
  readonly percent: string;
  readonly amount: string;
  readonly buy: string;
  readonly get: string;
  readonly minimum: string;
  readonly categories: readonly string[];
  readonly products: readonly string[];
  readonly startsAt: string;
  readonly endsAt: string;
  readonly firstOrder: boolean;
  readonly customerGroup: string;
  readonly maxUses: string;
  readonly maxUsesPerCustomer: string;
  readonly priority: string;
  readonly exclusive: boolean;
  readonly active: boolean;
}

export const emptyDraft: Draft = {
  name: '',
  code: '',
  kind: 'percentage',
  percent: '10',
  amount: '',
  buy: '2',
  get: '1',
  minimum: '',
  categories: [],
  products: [],
  startsAt: '',
  endsAt: '',
  firstOrder: false,
  customerGroup: '',
  maxUses: '',
  maxUsesPerCustomer: '',
  priority: '0',
  exclusive: false,
  active: true,
};

/** The form of a promotion that there is. */
export function draftOf(p: Promotion): Draft {
  return {
    name: p.name,
    code: p.code ?? '',
    kind: p.kind,
    percent: p.percent?.toString() ?? '',
    amount: p.amount ? amountText(p.amount.amount, p.amount.currency) : '',
    buy: p.buy?.toString() ?? '',
    get: p.get?.toString() ?? '',
    minimum: p.minimum ? amountText(p.minimum.amount, p.minimum.currency) : '',
    categories: p.categories,
    products: p.products,
    startsAt: toLocalInput(p.startsAt),
    endsAt: toLocalInput(p.endsAt),
    firstOrder: p.firstOrder,
    customerGroup: p.customerGroup ?? '',
    maxUses: p.maxUses?.toString() ?? '',
    maxUsesPerCustomer: p.maxUsesPerCustomer?.toString() ?? '',
    priority: p.priority.toString(),
    exclusive: p.exclusive,
    active: p.active,
  };
}

const percentage = (text: string) => {
  const n = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && n > 0 && n <= 100 && Math.abs(n * 10_000 - Math.round(n * 10_000)) < 1e-6 ? n : null;
};

const whole = (text: string, least: number, most: number) => {
  const n = Number(text);
  return /^-?\d+$/.test(text.trim()) && n >= least && n <= most ? n : null;
};

const pieces = (text: string) => whole(text, 1, 999);

/** What changes with the kind: a percentage means something else to each, so it is not taken along. */
export const withKind = (d: Draft, kind: Draft['kind']): Partial<Draft> => ({
  kind,
  percent: kind === d.kind ? d.percent : kind === 'percentage' ? emptyDraft.percent : '',
  buy: d.buy || emptyDraft.buy,
  get: d.get || emptyDraft.get,
});

/** What is wrong with a draft, by field; nothing where it can be sent. */
export function check(d: Draft, currency: string): Record<string, string | false> {
  const t = O.promotions.wrong;
  const least = (text: string, n: number) => text !== '' && (parseAmount(text, currency) ?? -1) < n && t.amount;
  const isOf = (...kinds: Draft['kind'][]) => kinds.includes(d.kind);
  return {
    name: d.name.trim() === '' && T.common.required,
    percent: (isOf('percentage') || (isOf('buyXGetY') && d.percent !== '')) && percentage(d.percent) === null && t.percent,
    amount: isOf('amount') && (d.amount === '' ? T.common.required : least(d.amount, 1)),
    buy: isOf('buyXGetY') && pieces(d.buy) === null && t.pieces,
    get: isOf('buyXGetY') && pieces(d.get) === null && t.pieces,
    minimum: least(d.minimum, 0),
    endsAt: d.startsAt !== '' && d.endsAt !== '' && d.endsAt <= d.startsAt && t.ends,
    maxUses: d.maxUses !== '' && whole(d.maxUses, 1, 1_000_000_000) === null && t.uses,
    maxUsesPerCustomer: d.maxUsesPerCustomer !== '' && whole(d.maxUsesPerCustomer, 1, 1000) === null && t.usesPerCustomer,
    priority: d.priority !== '' && whole(d.priority, -1_000_000, 1_000_000) === null && t.priority,
  };
}

/** What a checked draft says, and nothing that its kind has no use for. */
export function requestOf(d: Draft, currency: string): Request {
  const text = (value: string) => value.trim() || undefined;
  const number = (value: string) => (value.trim() === '' ? undefined : Number(value.trim().replace(',', '.')));
  const money = (value: string) => (value.trim() === '' ? undefined : { amount: parseAmount(value, currency), currency });
  return {
    name: d.name.trim(),
    code: text(d.code),
    kind: d.kind,
    percent: d.kind === 'percentage' || d.kind === 'buyXGetY' ? number(d.percent) : undefined,
    amount: d.kind === 'amount' ? money(d.amount) : undefined,
    buy: d.kind === 'buyXGetY' ? number(d.buy) : undefined,
    get: d.kind === 'buyXGetY' ? number(d.get) : undefined,
    minimum: money(d.minimum),
    categories: [...d.categories],
    products: [...d.products],
    startsAt: fromLocalInput(d.startsAt),
    endsAt: fromLocalInput(d.endsAt),
    firstOrder: d.firstOrder,
    customerGroup: text(d.customerGroup),
    maxUses: number(d.maxUses),
    maxUsesPerCustomer: number(d.maxUsesPerCustomer),
    priority: number(d.priority) ?? 0,
    exclusive: d.exclusive,
    active: d.active,
  };
}

/** The fields in which two drafts differ. */
export const changedFields = (before: Draft, after: Draft) => Object.keys(changesOf(before, after)) as (keyof Draft)[];

/** What has to be sent to make of one promotion another: what differs, and the names of what is not said any more. */
export function changeOf(before: Draft, after: Draft, currency: string): Request {
  const change = changesOf(requestOf(before, currency), requestOf(after, currency));
  const clear = (Object.keys(change) as (keyof Request)[]).filter(name => change[name] === undefined);
  for (const name of clear) delete change[name];
  return clear.length > 0 ? { ...change, clear } : change;
}

/** One's changes of a promotion on top of what somebody else made of it meanwhile. */
export const rebase = (before: Draft, mine: Draft, theirs: Draft): Draft => ({ ...theirs, ...changesOf(before, mine) });
