import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from 'wouter';
import { Badge } from '../../design/Badge';
import { Query } from '../../design/Query';
import { number } from '../../format';
import { O } from '../../texts/office';
import { routes } from '../routes';
import type { LowStock } from './stockAlerts';

/** Products that have few pieces left, or none. */
export function LowStockList({ of }: { of: UseQueryResult<readonly LowStock[]> }) {
  const words = O.dashboard;
  return (
    <section className="card stack-s" aria-labelledby="low-stock">
      <h2 id="low-stock" className="panel-head">{words.lowStock}</h2>
      <Query of={of}>
        {products =>
          products.length === 0 ? (
            <p className="soft">{words.noLowStock}</p>
          ) : (
            <ul className="plain-list stack-s">
              {products.map(p => (
                <li key={p.productId} className="row-between low-stock">
                  <Link href={`${routes.stock.replace(':id', p.productId)}`}>{p.name}</Link>
                  <Badge tone={p.available > 0 ? 'warn' : 'bad'}>{p.available > 0 ? words.left(number(p.available)) : words.out}</Badge>
                </li>
              ))}
            </ul>
          )
        }
      </Query>
    </section>
  );
}
