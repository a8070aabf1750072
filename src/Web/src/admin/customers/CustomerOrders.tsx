import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { Pager, usePages } from '../../design/Pager';
import { Query } from '../../design/Query';
import { O } from '../../texts/office';
import { OrderTable } from '../parts/OrderTable';

/** A customer's orders. */
export function CustomerOrders({ id }: { id: string }) {
  const t = O.customers;
  const pages = usePages(id);
  const orders = useQuery({
    queryKey: ['customer', id, 'orders', pages.cursor],
    queryFn: () => answer(api.GET('/api/v1/customers/{id}/orders', { params: { path: { id }, query: { limit: '10', cursor: pages.cursor } } })),
    placeholderData: keepPreviousData,
  });
  return (
    <section className="stack">
      <h2>{t.orders}</h2>
      <Query of={orders}>
        {page =>
          page.items.length === 0 ? <p className="soft">{t.noOrders}</p> : (
            <>
              <OrderTable label={t.orders} orders={page.items} href={o => `/orders/${o.id}`} />
              <Pager pages={pages} next={page.nextCursor} />
            </>
          )
        }
      </Query>
    </section>
  );
}
