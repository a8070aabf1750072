import { useState } from 'react';
import { statuses } from '../../api/orderStatus';
import { Field, SelectField } from '../../design/Field';
import { Button } from '../../design/Button';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { LateField } from '../parts/LateField';
import type { useFilters } from '../parts/useFilters';
import { filterNames, sorts, type OrderFilters } from './orderFilters';

type Filters = ReturnType<typeof useFilters<(typeof filterNames)[number] | 'sort'>>;

/** What a list of orders is filtered and sorted by. */
export function OrderFilterForm({ filters, wrong }: { filters: Filters; wrong: ReadonlySet<keyof OrderFilters> }) {
  const words = O.orders;
  const { values, set } = filters;
  // On a phone the orders are what one came for; filters that are at work are never out of sight.
  const [isOpen] = useState(() => window.matchMedia('(min-width: 56rem)').matches || [values.from, values.to, values.min, values.max, values.customer].some(value => value !== ''));
  return (
    <search className="stack-s">
      <div className="filters">
        <div className="filters-wide">
          <LateField type="search" label={words.text} placeholder={words.textHint} value={values.text} onValue={text => set({ text })} error={wrong.has('text') ? words.wrongText : undefined} />
        </div>
        <SelectField label={words.status} value={values.status} onChange={e => set({ status: e.target.value })}>
          <option value="">{T.common.all}</option>
          {statuses.map(status => (
            <option key={status} value={status}>{T.orderStatus[status]}</option>
          ))}
        </SelectField>
        <SelectField label={words.sort} value={values.sort || 'newest'} onChange={e => set({ sort: e.target.value === 'newest' ? '' : e.target.value })}>
          {sorts.map(sort => (
            <option key={sort} value={sort}>{words.sorts[sort]}</option>
          ))}
        </SelectField>
      </div>
      <details className="filters-more" open={isOpen}>
        <summary>{words.moreFilters}</summary>
        <div className="filters">
          <Field type="date" label={words.from} value={values.from} onChange={e => set({ from: e.target.value })} error={wrong.has('from') ? words.wrongDay : undefined} />
          <Field type="date" label={words.to} value={values.to} onChange={e => set({ to: e.target.value })} error={wrong.has('to') ? words.wrongDay : undefined} />
          <LateField inputMode="decimal" label={words.min} value={values.min} onValue={min => set({ min })} error={wrong.has('min') ? words.wrongAmount : undefined} />
          <LateField inputMode="decimal" label={words.max} value={values.max} onValue={max => set({ max })} error={wrong.has('max') ? words.wrongAmount : undefined} />
          <div className="filters-wide">
            <LateField label={words.customerId} value={values.customer} onValue={customer => set({ customer })} error={wrong.has('customer') ? words.wrongCustomer : undefined} />
          </div>
        </div>
      </details>
      {filters.isAny && (
        <div>
          <Button kind="bare" small onClick={filters.clear}>{words.clear}</Button>
        </div>
      )}
    </search>
  );
}
