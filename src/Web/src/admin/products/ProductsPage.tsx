import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { answer, api, type Schemas } from '../../api/client';
import { Badge } from '../../design/Badge';
import { Button, ButtonLink } from '../../design/Button';
import { Check, SelectField } from '../../design/Field';
import { Pager, usePages } from '../../design/Pager';
import { Picture } from '../../design/Picture';
import { Query } from '../../design/Query';
import { Stars } from '../../design/Stars';
import { Empty, Skeleton } from '../../design/States';
import { TableScroll } from '../../design/TableScroll';
import { Title } from '../../design/Title';
import { date, money, number } from '../../format';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { LateField } from '../parts/LateField';
import { useCategories } from '../parts/useCategories';
import { useFilters } from '../parts/useFilters';
import { routes } from '../routes';
import { ExportProducts } from './ExportProducts';
import '../parts/parts.css';
import './products.css';

const sorts = ['newest', 'name', 'priceAsc', 'priceDesc', 'rating', 'popular'] as const;

/** All products on sale, found and sorted by the store, a page at a time. */
export default function ProductsPage() {
  const words = O.products;
  const filters = useFilters(['search', 'category', 'inStock', 'sort']);
  const { values, set } = filters;
  const pages = usePages(filters.key);
  const categories = useCategories();
  const products = useQuery({
    queryKey: ['products', filters.key, pages.cursor],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/products', { params: { query: { ...asked(values), limit: '50', cursor: pages.cursor, facets: 'true' } }, signal })),
    placeholderData: keepPreviousData,
  });
  const total = products.data?.total;
  const search = products.data?.search;
  return (
    <div className="stack">
      <div className="page-head">
        <div className="row">
          <Title>{words.title}</Title>
          {total && <span className="soft numbers" aria-live="polite">{words.count(number(total.count), total.atLeast === true)}</span>}
        </div>
        <div className="row">
          <ExportProducts />
          <ButtonLink kind="quiet" small href={routes.imports}>{words.import}</ButtonLink>
          <ButtonLink small href={`${routes.products}/new`}>{words.create}</ButtonLink>
        </div>
      </div>
      <search className="filters">
        <div className="filters-wide">
          <LateField type="search" label={words.search} placeholder={words.searchHint} value={values.search} onValue={text => set({ search: text })} />
        </div>
        <SelectField label={words.category} value={values.category} onChange={e => set({ category: e.target.value })}>
          <option value="">{T.common.all}</option>
          {categories.map(name => (
            <option key={name} value={name}>{name}</option>
          ))}
        </SelectField>
        <SelectField label={words.sort} value={values.sort} onChange={e => set({ sort: e.target.value })}>
          <option value="">{values.search ? words.sorts.relevance : words.sorts.newest}</option>
          {sorts.filter(sort => sort !== 'newest' || values.search).map(sort => (
            <option key={sort} value={sort}>{words.sorts[sort]}</option>
          ))}
        </SelectField>
        <div className="products-check">
          <Check checked={values.inStock === 'true'} onChange={e => set({ inStock: e.target.checked ? 'true' : '' })} label={words.inStock} />
        </div>
      </search>
      {search?.corrected && <p className="soft">{words.corrected(search.corrected)}</p>}
      <Query of={products} loading={<Skeleton lines={10} height="3rem" />}>
        {page =>
          page.items.length === 0 ? (
            <Empty title={filters.isAny ? words.noneFound : words.none}>
              {filters.isAny ? <Button kind="quiet" small onClick={filters.clear}>{words.clear}</Button> : <ButtonLink small href={`${routes.products}/new`}>{words.create}</ButtonLink>}
            </Empty>
          ) : (
            <ProductTable products={page.items} busy={products.isPlaceholderData} />
          )
        }
      </Query>
      <Pager pages={pages} next={products.data?.nextCursor} />
    </div>
  );
}

/** What the store is asked; what is empty, or nothing it knows, is left out. */
const asked = (values: Record<'search' | 'category' | 'inStock' | 'sort', string>) => ({
  search: values.search || undefined,
  category: values.category || undefined,
  inStock: values.inStock === 'true' ? 'true' : undefined,
  sort: (sorts as readonly string[]).includes(values.sort) ? values.sort : undefined,
});

function ProductTable({ products, busy }: { products: readonly Schemas['ProductAnswer'][]; busy: boolean }) {
  const words = O.products;
  return (
    <TableScroll label={words.title} busy={busy}>
      <thead>
        <tr>
          <th scope="col" className="thumb"><span className="hidden-visually">{words.picture}</span></th>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.sku}</th>
          <th scope="col">{words.category}</th>
          <th scope="col" className="end">{words.price}</th>
          <th scope="col" className="end">{words.available}</th>
          <th scope="col">{words.rating}</th>
          <th scope="col">{words.updated}</th>
        </tr>
      </thead>
      <tbody className="rows-middle">
        {products.map(p => (
          <tr key={p.id}>
            <td className="thumb"><Picture product={p} /></td>
            <th scope="row" className="products-name"><Link href={`${routes.products}/${p.id}`}>{p.name}</Link></th>
            <td className="mono no-wrap">{p.sku}</td>
            <td className="no-wrap">{p.category}</td>
            <td className="end no-wrap">{money(p.price)}</td>
            <td className="end">
              <Link href={routes.stock.replace(':id', p.id)} aria-label={words.stockOf(p.name, number(p.available))}>
                {p.available > 0 ? number(p.available) : <Badge tone="bad">0</Badge>}
              </Link>
            </td>
            <td>{p.reviewCount > 0 ? <Stars rating={p.rating} count={p.reviewCount} /> : <span className="soft">–</span>}</td>
            <td className="no-wrap">{date(p.updatedAt)}</td>
          </tr>
        ))}
      </tbody>
    </TableScroll>
  );
}
