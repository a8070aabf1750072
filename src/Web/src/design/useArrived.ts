import { useDeferredValue } from 'react';

/**
 * What has come, once it may be drawn. For the first time that is much: React draws it in pieces, and a slow phone can
 * scroll and tap in between. What changes later is shown at once.
 */
export function useArrived<T>(value: T | undefined): T | undefined {
  const mayBeDrawn = useDeferredValue(value !== undefined);
  return mayBeDrawn ? value : undefined;
}
