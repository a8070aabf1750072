import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { answer, api, type Schemas } from '../../api/client';
import { Button } from '../../design/Button';
import { Query } from '../../design/Query';
import { Empty } from '../../design/States';
import { TableScroll } from '../../design/TableScroll';
import { number, preciseTime } from '../../format';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { Actor } from '../parts/Actor';
import { routes } from '../routes';
import { useAreas } from '../useAreas';
import { cursorOf, pagesOf, sizeOf } from './ledgerPages';

/** All movements of a stock, newest first, each with the figures after it. */
export function Ledger({ stock }: { stock: Schemas['StockView'] }) {
  const words = O.stock;
  const [page, setPage] = useState(0);
  const { productId: id, version } = stock;
  const ledger = useQuery({
    queryKey: ['ledger', id, version, page],
    queryFn: () => answer(api.GET('/api/v1/products/{id}/stock/ledger', { params: { path: { id }, query: { limit: String(sizeOf(page, version)), cursor: cursorOf(page, version) } } })),
    placeholderData: keepPreviousData,
  });
  const pages = pagesOf(version);
  return (
    <div className="stack">
      <Query of={ledger}>{found => (found.items.length === 0 ? <Empty title={words.nothing} /> : <Movements movements={found.items.toReversed()} busy={ledger.isPlaceholderData} />)}</Query>
      {pages > 1 && (
        <nav className="row" aria-label={T.common.pages}>
          <Button kind="quiet" small disabled={page === 0} onClick={() => setPage(page - 1)}>{words.newer}</Button>
          <span className="small soft" aria-live="polite">{words.pageOf(number(page + 1), number(pages))}</span>
          <Button kind="quiet" small disabled={page >= pages - 1} onClick={() => setPage(page + 1)}>{words.older}</Button>
        </nav>
      )}
    </div>
  );
}

function Movements({ movements, busy }: { movements: readonly Schemas['StockMovement'][]; busy: boolean }) {
  const words = O.stock;
  const areas = useAreas();
  return (
    <TableScroll label={words.ledger} busy={busy}>
      <thead>
        <tr>
          <th scope="col">{words.at}</th>
          <th scope="col">{words.kind}</th>
          <th scope="col" className="end">{words.pieces}</th>
          <th scope="col">{words.because}</th>
          <th scope="col">{words.actor}</th>
          <th scope="col" className="end">{words.figures.available}</th>
          <th scope="col" className="end">{words.figures.held}</th>
          <th scope="col" className="end">{words.figures.sold}</th>
          <th scope="col" className="end">{words.figures.backordered}</th>
        </tr>
      </thead>
      <tbody>
        {movements.map(m => (
          <tr key={m.version}>
            <th scope="row" className="no-wrap stock-at">{preciseTime(m.at)}</th>
            <td className="no-wrap">{words.kinds[m.kind] ?? m.kind}</td>
            <td className="end">{m.quantity === null || m.quantity === undefined ? '' : number(m.quantity)}</td>
            <td>
              {!m.orderId ? m.reason : areas.includes('orders') ? <Link href={`${routes.orders}/${m.orderId}`} className="no-wrap">{words.order(m.orderId.slice(-6))}</Link> : words.order(m.orderId.slice(-6))}
            </td>
            <td className="no-wrap"><Actor actor={m.actor} /></td>
            <td className="end">{number(m.available)}</td>
            <td className="end">{number(m.held)}</td>
            <td className="end">{number(m.sold)}</td>
            <td className="end">{number(m.backordered)}</td>
          </tr>
        ))}
      </tbody>
    </TableScroll>
  );
}
