/** Movements on a page of the ledger. */
export const pageSize = 25;

/**
 * The cursor of a page of the ledger, from 0 for the newest. The store tells it oldest first, and its cursor is the version
 * before the page; people look for what happened last, so the pages are counted from the end.
 */
export function cursorOf(page: number, version: number): string | undefined {
  const before = version - pageSize * (page + 1);
  return before > 0 ? String(before) : undefined;
}

/** How many movements a page has; the last one has what is left. */
export const sizeOf = (page: number, version: number) => Math.max(1, Math.min(pageSize, version - pageSize * page));

/** How many pages there are. */
export const pagesOf = (version: number) => Math.max(1, Math.ceil(version / pageSize));
