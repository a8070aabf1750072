import { T } from '.';

/** Why something was done: what somebody wrote, or, where the store did it by itself, its code in words. */
export const reasonWords = (reason: string): string => T.problems[reason] ?? T.orders.declineReasons[reason] ?? reason;
