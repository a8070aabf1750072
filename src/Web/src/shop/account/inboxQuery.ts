import { answer, api, type Schemas } from '../../api/client';

type Notification = Schemas['Notification'];

export const inboxQuery = ['inbox'] as const;

/** Notifications on a page, and pages that are read in one go. */
const pageSize = 100;
const mostPages = 20;

/** What was read of the inbox, oldest first, and up to where: it only grows, so the next time is read on from there. */
export interface Inbox {
  readonly items: readonly Notification[];
  readonly after: number | null;
  /** Whether that is the end of it. */
  readonly isWhole: boolean;
}

/** Reads the inbox on from where it was read; the store tells it oldest first. */
export async function readInbox(before: Inbox | undefined): Promise<Inbox> {
  const items = [...(before?.items ?? [])];
  let after = before?.after ?? null;
  let isWhole = false;
  for (let page = 0; page < mostPages && !isWhole; page++) {
    const stretch = await answer(api.GET('/api/v1/customers/me/notifications', { params: { query: { limit: String(pageSize), ...(after === null ? {} : { after: String(after) }) } } }));
    items.push(...stretch.items);
    isWhole = stretch.items.length < pageSize;
    after = stretch.nextAfter;
  }

  return { items, after, isWhole };
}
