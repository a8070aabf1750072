/** A list that is followed, newest first, after more came, oldest first; each once, and so many of them at most. */
export function withNewer<T extends { readonly position: number }>(shown: readonly T[], came: readonly T[], most: number): T[] {
  const last = shown[0]?.position ?? 0;
  return [...came.filter(item => item.position > last).reverse(), ...shown].slice(0, most);
}
