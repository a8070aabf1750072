/**
 * Whether the store will not let this be followed, whenever it is asked. A problem of the store says its code; what the
 * library says of a cut line does not. A store that is busy, or a token that has run out, is another matter.
 */
export const isRefusal = (said: string): boolean =>
  /"code"\s*:/.test(said) && !/"status"\s*:\s*(5\d\d|408|429)\b/.test(said) && !/"code"\s*:\s*"(unauthenticated|invalidToken|rateLimited)"/.test(said);
