import { Link } from 'wouter';
import type { Schemas } from '../../api/client';
import { TableScroll } from '../../design/TableScroll';
import { money, number } from '../../format';
import { O } from '../../texts/office';
import { routes } from '../routes';

/** What sells best. */
export function Popular({ products }: { products: readonly Schemas['ProductFigures'][] }) {
  const words = O.dashboard;
  return (
    <div className="stack-s">
      <h2 className="panel-head">{words.popular}</h2>
      {products.length === 0 ? (
        <p className="card soft">{words.noPopular}</p>
      ) : (
        <TableScroll label={words.popular}>
          <thead>
            <tr>
              <th scope="col">{words.product}</th>
              <th scope="col" className="end">{words.pieces}</th>
              <th scope="col" className="end">{words.returned}</th>
              <th scope="col" className="end">{words.revenue}</th>
            </tr>
          </thead>
          <tbody>
            {products.map(p => (
              <tr key={p.productId}>
                <th scope="row"><Link href={`${routes.products}/${p.productId}`}>{p.name ?? p.productId}</Link></th>
                <td className="end">{number(p.pieces)}</td>
                <td className="end">{number(p.returned)}</td>
                <td className="end no-wrap">{money(p.revenue)}</td>
              </tr>
            ))}
          </tbody>
        </TableScroll>
      )}
    </div>
  );
}
