import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { answer } from './client';
import { newId } from './ids';
import { isProblem, isUndecided, Problem } from './problem';

type Call<T> = Promise<{ data?: T; error?: unknown; response: Response }>;

/**
 * Sends a command under a key of its own. Where nothing is decided yet the key stays, so that sending it again does it once;
 * with an answer, good or bad, the next one gets another.
 */
export function useCommand() {
  const key = useRef(newId());
  const queries = useQueryClient();
  return async <T>(send: (headers: { 'Idempotency-Key': string }) => Call<T>): Promise<T> => {
    try {
      const result = await answer(send({ 'Idempotency-Key': key.current }));
      key.current = newId();
      return result;
    } catch (error) {
      if (error instanceof Problem && !isUndecided(error)) key.current = newId();
      // The key went out before with something else in it, and perhaps that was done: what is shown is looked at anew.
      if (isProblem(error, 'idempotencyKeyReused')) void queries.invalidateQueries();
      throw error;
    }
  };
}
