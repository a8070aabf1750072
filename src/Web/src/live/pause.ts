/** Milliseconds before the n-th try to connect again, or as long as the store says, in seconds. */
export const pauseBefore = (attempt: number, retryAfter?: number) => (retryAfter ? retryAfter * 1000 : Math.min(250 * 2 ** attempt, 5000));
