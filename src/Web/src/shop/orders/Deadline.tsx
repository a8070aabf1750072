import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { dateTime } from '../../format';
import { T } from '../../texts';
import { remaining } from './remaining';
import { orderQuery } from './orderQuery';

/** Until when something is to be done, counting down. */
export function Deadline({ at, orderId }: { at: string; orderId: string }) {
  const queries = useQueryClient();
  const end = Date.parse(at);
  const [now, setNow] = useState(() => Date.now());
  const over = end <= now;
  useEffect(() => {
    if (over) {
      // The store ends it within minutes of its time.
      const timer = setInterval(() => void queries.invalidateQueries({ queryKey: orderQuery(orderId) }), 15_000);
      return () => clearInterval(timer);
    }

    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [over, orderId, queries]);
  return (
    <span className="small soft numbers" title={dateTime(at)} role="timer" aria-live="off">
      {over ? T.orders.timeIsUp : T.orders.timeLeft(remaining(end - now))}
    </span>
  );
}
