import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { answer, api } from '../../api/client';
import { isId } from '../../api/ids';
import { Button } from '../../design/Button';
import { Field } from '../../design/Field';
import { Pager, usePages } from '../../design/Pager';
import { Query } from '../../design/Query';
import { Empty } from '../../design/States';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { OrderTable } from '../parts/OrderTable';

/** Finds an order by its id or its number, and goes to its time line. */
export function Orders() {
  const t = O.workbench.orders;
  const [, navigate] = useLocation();
  const [search, setSearch] = useSearchParams();
  const words = search.get('q') ?? '';
  const [typed, setTyped] = useState(words);
  const pages = usePages(words);
  const list = useQuery({
    queryKey: ['orders', 'workbench', words, pages.cursor],
    queryFn: () => answer(api.GET('/api/v1/orders', { params: { query: { limit: '20', text: words || undefined, cursor: pages.cursor } } })),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="stack">
      <form
        role="search"
        className="filters"
        onSubmit={event => {
          event.preventDefault();
          const wanted = typed.trim();
          if (isId(wanted)) navigate(`/workbench/orders/${wanted.toLowerCase()}`);
          else setSearch(wanted === '' ? {} : { q: wanted });
        }}
      >
        <Field label={t.find} hint={t.findHint} type="search" value={typed} onChange={e => setTyped(e.target.value)} autoComplete="off" spellCheck={false} />
        <div className="row"><Button type="submit">{T.common.search}</Button></div>
      </form>
      <Query of={list}>
        {page =>
          page.items.length === 0 ? <Empty title={t.none} icon="search"><p>{t.noneHint}</p></Empty> : (
            <>
              <OrderTable label={t.list} orders={page.items} href={o => `/workbench/orders/${o.id}`} />
              <Pager pages={pages} next={page.nextCursor} />
            </>
          )
        }
      </Query>
    </div>
  );
}
