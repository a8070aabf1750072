import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../api/client';
import { Pager, usePages } from '../../design/Pager';
import { Query } from '../../design/Query';
import { TableScroll } from '../../design/TableScroll';
import { dateTime, money } from '../../format';
import { O } from '../../texts/office';

/** What a product cost, and since when. */
export function ProductPrices({ product }: { product: Schemas['ProductAnswer'] }) {
  const words = O.products;
  const pages = usePages(`${product.id} ${product.version}`);
  const prices = useQuery({
    queryKey: ['productHistory', product.id, 'prices', product.version, pages.cursor],
    queryFn: () => answer(api.GET('/api/v1/products/{id}/prices', { params: { path: { id: product.id }, query: { limit: '50', cursor: pages.cursor } } })),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="stack">
      <Query of={prices}>
        {page => (
          <>
            {page.lowestIn30Days && <p>{words.lowest(money(page.lowestIn30Days))}</p>}
            <TableScroll label={words.tabs.prices}>
              <thead>
                <tr>
                  <th scope="col" className="end">{words.price}</th>
                  <th scope="col">{words.from}</th>
                  <th scope="col">{words.until}</th>
                  <th scope="col" className="end">{words.versionHead}</th>
                </tr>
              </thead>
              <tbody>
                {page.items.map(point => (
                  <tr key={point.version}>
                    <th scope="row" className="end no-wrap">{money(point.price)}</th>
                    <td className="no-wrap">{dateTime(point.from)}</td>
                    <td className="no-wrap">{point.until ? dateTime(point.until) : page.nextCursor ? '' : words.now}</td>
                    <td className="end">{point.version}</td>
                  </tr>
                ))}
              </tbody>
            </TableScroll>
            <Pager pages={pages} next={page.nextCursor} />
          </>
        )}
      </Query>
    </div>
  );
}
