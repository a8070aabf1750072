import type { Schemas } from '../../api/client';

type Answer = Schemas['WhatIfAnswer'];

/** Ids out of what somebody pasted, one a line or with commas between, each once. */
export const idsOf = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter(Boolean))];

/** Several answers as one: the store looks at one cart at a time. */
export function together(answers: readonly Answer[], currency: string): Answer {
  const sum = (of: (answer: Answer) => Schemas['Money']) => ({ amount: answers.reduce((all, answer) => all + of(answer).amount, 0), currency });
  return {
    items: answers.flatMap(answer => answer.items),
    before: sum(answer => answer.before),
    after: sum(answer => answer.after),
    difference: sum(answer => answer.difference),
    more: answers.some(answer => answer.more),
  };
}

/** A day so many days ago, as an input of the type `date` holds it. */
export function dayAgo(days: number, now: number): string {
  const time = new Date(now);
  time.setDate(time.getDate() - days);
  return `${time.getFullYear()}-${String(time.getMonth() + 1).padStart(2, '0')}-${String(time.getDate()).padStart(2, '0')}`;
}
