import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { Query } from '../../design/Query';
import { date, money, number } from '../../format';
import { O } from '../../texts/office';
import { Figure } from '../parts/Figure';

/** What a customer is to the shop, in figures. */
export function CustomerFigures({ id }: { id: string }) {
  const t = O.customers.figures;
  const figures = useQuery({ queryKey: ['customer', id, 'figures'], queryFn: () => answer(api.GET('/api/v1/analytics/customers/{id}', { params: { path: { id } } })) });
  return (
    <section className="stack" aria-labelledby="customer-figures">
      <h2 id="customer-figures">{t.title}</h2>
      <Query of={figures}>
        {f =>
          f.sales.length === 0 ? <p className="soft">{t.none}</p> : f.sales.map(({ sales, firstOrderAt, lastOrderAt }) => (
            <dl key={sales.currency} className="figures">
              <Figure label={t.net}>{money(sales.net)}</Figure>
              <Figure label={t.revenue}>{money(sales.revenue)}</Figure>
              <Figure label={t.refunds}>{money(sales.refunds)}</Figure>
              <Figure label={t.average}>{sales.averageOrderValue ? money(sales.averageOrderValue) : '–'}</Figure>
              <Figure label={t.orders}>{number(sales.orders)}</Figure>
              <Figure label={t.paid}>{number(sales.paidOrders)}</Figure>
              <Figure label={t.cancelled}>{number(sales.cancelledOrders + sales.expiredOrders)}</Figure>
              <Figure label={t.pieces}>{number(sales.pieces)}</Figure>
              <Figure label={t.first}>{date(firstOrderAt)}</Figure>
              <Figure label={t.last}>{date(lastOrderAt)}</Figure>
            </dl>
          ))
        }
      </Query>
    </section>
  );
}
