import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { TableScroll } from '../../design/TableScroll';
import { date, dateTime, money } from '../../format';
import { T } from '../../texts';
import { priceSteps } from './priceSteps';

/** What the product cost, as a line and as a table. */
export function PriceHistory({ points }: { points: readonly Schemas['PricePoint'][] }) {
  const [now] = useState(Date.now);
  const line = priceSteps(points, now);
  const last = points.at(-1);
  if (line === null || last === undefined) return null;
  return (
    <section className="stack">
      <h2>{T.product.prices}</h2>
      <figure className="prices">
        <div className="prices-ends small soft numbers" aria-hidden="true">
          <span>{money(line.highest)}</span>
          <span>{money(line.lowest)}</span>
        </div>
        <svg className="prices-line" viewBox="0 -4 100 108" preserveAspectRatio="none" role="img" aria-label={T.product.pricesSummary(money(line.lowest), money(line.highest), money(last.price))}>
          <path d={line.path} vectorEffect="non-scaling-stroke" />
        </svg>
        <div className="prices-days small soft" aria-hidden="true">
          <span>{date(points[0]!.from)}</span>
          <span>{T.product.now}</span>
        </div>
      </figure>
      <details>
        <summary className="prices-all">{T.product.pricesTable}</summary>
        <TableScroll label={T.product.pricesTable}>
          <thead>
            <tr>
              <th scope="col">{T.product.pricesFrom}</th>
              <th scope="col" className="end">{T.product.pricesPrice}</th>
            </tr>
          </thead>
          <tbody>
            {points.toReversed().map(p => (
              <tr key={p.version}>
                <td>{dateTime(p.from)}</td>
                <td className="end">{money(p.price)}</td>
              </tr>
            ))}
          </tbody>
        </TableScroll>
      </details>
    </section>
  );
}
