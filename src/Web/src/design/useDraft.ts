import { useState } from 'react';

/**
 * What is typed over something that is stored, and what it was typed over. Something newer that is fetched meanwhile is
 * taken over only while nothing is typed: who saves then does so from the version that they saw.
 */
export function useDraft<T extends { readonly version: number }, D extends object>(stored: T, draftOf: (of: T) => D) {
  const [base, setBase] = useState(stored);
  const [draft, setDraft] = useState(() => draftOf(stored));
  const before = draftOf(base);
  const changes = changesOf(before, draft);
  const isChanged = Object.keys(changes).length > 0;

  /** Begins anew from what is stored now. */
  function begin(from: T) {
    setBase(from);
    setDraft(draftOf(from));
  }

  if (stored.version > base.version && !isChanged) begin(stored);

  return {
    base,
    draft,
    /** The members that were typed over. */
    changes,
    isChanged,
    begin,
    change: (part: Partial<D>) => setDraft(present => ({ ...present, ...part })),
    /** Somebody else was faster: what was typed stays, over what they stored. */
    rebase(theirs: T) {
      setBase(theirs);
      setDraft(mine => ({ ...draftOf(theirs), ...changesOf(before, mine) }));
    },
  };
}

/** The members of a draft that are not as they were. */
export function changesOf<D extends object>(before: D, now: D): Partial<D> {
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof D]))) as Partial<D>;
}
