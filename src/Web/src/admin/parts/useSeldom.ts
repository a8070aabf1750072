import { useEffect, useRef } from 'react';

/** Does something a while after it was asked for, however often it was asked for meanwhile. */
export function useSeldom(pause: number, work: () => void): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => {
    clearTimeout(timer.current);
    timer.current = undefined;
  }, []);
  return () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      work();
    }, pause);
  };
}
