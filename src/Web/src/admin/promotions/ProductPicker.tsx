import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { answer, api } from '../../api/client';
import { Field } from '../../design/Field';
import { Icon } from '../../design/Icon';
import { T } from '../../texts';
import { O } from '../../texts/office';

/** Products by their ids, found by their names. */
export function ProductPicker({ chosen, onChange, error }: { chosen: readonly string[]; onChange: (chosen: readonly string[]) => void; error?: readonly string[] | undefined }) {
  const t = O.promotions;
  const [words, setWords] = useState('');
  const searched = useDeferredValue(words.trim());
  const names = useQueries({
    queries: chosen.map(id => ({ queryKey: ['product', id], queryFn: () => answer(api.GET('/api/v1/products/{id}', { params: { path: { id } } })), staleTime: 60_000 })),
  });
  const found = useQuery({
    queryKey: ['products', 'picker', searched],
    queryFn: () => answer(api.GET('/api/v1/products', { params: { query: { search: searched, limit: '6', facets: 'false' } } })),
    enabled: searched.length > 1,
    placeholderData: keepPreviousData,
  });
  const isSettled = searched === words.trim() && !found.isPlaceholderData;
  const offered = searched.length > 1 ? (found.data?.items.filter(p => !chosen.includes(p.id)) ?? []) : [];

  function choose(id: string) {
    onChange([...chosen, id]);
    setWords('');
  }

  return (
    <div className="stack-s">
      <Field
        label={t.fields.products}
        type="search"
        optional
        hint={t.hints.products}
        value={words}
        onChange={e => setWords(e.target.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter') return;
          // Who looks for a product is not done with the promotion that this field stands in.
          event.preventDefault();
          if (isSettled && offered[0]) choose(offered[0].id);
        }}
        error={error}
        autoComplete="off"
      />
      {offered.length > 0 && (
        <ul className="plain-list list-chips" aria-label={t.found}>
          {offered.map(p => (
            <li key={p.id}>
              <button type="button" className="list-chip" onClick={() => choose(p.id)}>+ {p.name}</button>
            </li>
          ))}
        </ul>
      )}
      {chosen.length > 0 && (
        <ul className="plain-list list-chips" aria-label={t.fields.products}>
          {chosen.map((id, i) => {
            const name = names[i]?.data?.name ?? id;
            return (
              <li key={id}>
                <button type="button" className="list-chip promotion-chosen" aria-label={`${T.common.remove}: ${name}`} onClick={() => onChange(chosen.filter(c => c !== id))}>
                  {name}
                  <Icon name="close" size={16} />
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
