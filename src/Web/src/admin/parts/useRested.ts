import { useEffect, useState } from 'react';

/** A value once it rests for so many milliseconds; what it passes meanwhile is left out. */
export function useRested<T>(value: T, patience: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), patience);
    return () => clearTimeout(timer);
  }, [value, patience]);
  return rested;
}
