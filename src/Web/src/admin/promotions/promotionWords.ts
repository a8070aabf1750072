import type { Schemas } from '../../api/client';
import { date, money, number, share } from '../../format';
import { O } from '../../texts/office';

type Promotion = Schemas['PromotionAnswer'];

/** Where a promotion stands at a moment. */
export type Running = 'off' | 'planned' | 'ended' | 'usedUp' | 'running';

export function runningOf(p: Promotion, now: number): Running {
  if (!p.active) return 'off';
  if (p.endsAt && Date.parse(p.endsAt) <= now) return 'ended';
  if (p.maxUses && (p.uses ?? 0) >= p.maxUses) return 'usedUp';
  return p.startsAt && Date.parse(p.startsAt) > now ? 'planned' : 'running';
}

/** What a promotion does, in a few words. */
export function benefit(p: Promotion): string {
  const t = O.promotions.benefit;
  const percent = share((p.percent ?? 0) / 100);
  switch (p.kind) {
    case 'percentage':
      return t.off(percent);
    case 'amount':
      return t.off(p.amount ? money(p.amount) : '');
    case 'freeShipping':
      return t.freeShipping;
    case 'buyXGetY':
      return p.percent ? t.buyCheaper(p.buy ?? 0, p.get ?? 0, percent) : t.buyFree(p.buy ?? 0, p.get ?? 0);
  }
}

/** From when to when it runs. */
export function period(p: Promotion): string {
  const t = O.promotions.period;
  if (p.startsAt && p.endsAt) return t.between(date(p.startsAt), date(p.endsAt));
  if (p.startsAt) return t.from(date(p.startsAt));
  return p.endsAt ? t.until(date(p.endsAt)) : t.always;
}

/** How often it was used, where that is counted. */
export const usesText = (p: Promotion): string => (p.maxUses ? `${number(p.uses ?? 0)} / ${number(p.maxUses)}` : p.uses != null ? number(p.uses) : '–');
