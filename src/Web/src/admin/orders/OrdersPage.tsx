import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { Button } from '../../design/Button';
import { Pager, usePages } from '../../design/Pager';
import { Query } from '../../design/Query';
import { Empty, Skeleton } from '../../design/States';
import { Title } from '../../design/Title';
import { O } from '../../texts/office';
import { ExportButton } from '../parts/ExportButton';
import { OrderTable } from '../parts/OrderTable';
import { useCurrency } from '../parts/useCurrency';
import { useFilters } from '../parts/useFilters';
import { routes } from '../routes';
import { ask, filterNames } from './orderFilters';
import { OrderFilterForm } from './OrderFilterForm';
import '../parts/parts.css';

/** All orders of the shop, found and sorted. */
export default function OrdersPage() {
  const filters = useFilters([...filterNames, 'sort']);
  const currency = useCurrency();
  const { asked, wrong } = ask(filters.values, currency);
  const sort = filters.values.sort || 'newest';
  const pages = usePages(filters.key);
  const orders = useQuery({
    queryKey: ['orders', asked, sort, pages.cursor],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/orders', { params: { query: { ...asked, sort, limit: '50', cursor: pages.cursor } }, signal })),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="stack">
      <div className="page-head">
        <Title>{O.orders.title}</Title>
        <ExportButton name="orders.csv" fetch={() => api.GET('/api/v1/orders/export', { params: { query: asked }, parseAs: 'blob' })} />
      </div>
      <OrderFilterForm filters={filters} wrong={wrong} />
      <Query of={orders} loading={<Skeleton lines={10} height="2rem" />}>
        {page =>
          page.items.length === 0 ? (
            <Empty title={page.nextCursor ? O.orders.noneHere : filters.isAny ? O.orders.noneFound : O.orders.none} icon="truck">
              {filters.isAny && <Button kind="quiet" small onClick={filters.clear}>{O.orders.clear}</Button>}
            </Empty>
          ) : (
            <OrderTable label={O.orders.title} orders={page.items} href={order => `${routes.orders}/${order.id}`} withCustomer busy={orders.isPlaceholderData} />
          )
        }
      </Query>
      <Pager pages={pages} next={orders.data?.nextCursor} />
    </div>
  );
}
