/** Which events are followed. */
export interface JournalFilter {
  /** A stream, or what streams begin with. */
  readonly stream: string;
  /** A type, or one that has others below it. */
  readonly type: string;
  readonly actor: string;
}

/** Events kept on the page; more nobody scrolls through. */
export const kept = 300;

/** How far before the end it begins, where nobody says; with a filter, that most events may not pass, further. */
const back = { all: 200, filtered: 5000 };

/**
 * After which position the journal is read on. Without a filter not before the last events that are kept on the page, for
 * nobody would see what is before them; with one, which may pass few, from where it was asked.
 */
export function beginning(after: number | null, head: number, isFiltered: boolean): number {
  if (after === null) return Math.max(0, head - (isFiltered ? back.filtered : back.all));
  return isFiltered ? after : Math.max(after, head - kept);
}

/**
 * The filter as the journal is asked with it. Streams are always meant by their beginning: asked for one stream by its
 * whole name, the journal goes by versions instead of positions, and could not be followed on.
 */
export function queryOf({ stream, type, actor }: JournalFilter): { streamPrefix?: string; type?: string; actor?: string } {
  return { ...(stream && { streamPrefix: stream }), ...(type && { type: type.replace(/\.$/, '') }), ...(actor && { actor }) };
}
