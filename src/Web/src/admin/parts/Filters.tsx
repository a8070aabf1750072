import type { FormEvent, ReactNode } from 'react';
import { Button } from '../../design/Button';
import { O } from '../../texts/office';
import { useFilters } from './useFilters';

/** The fields by which a list is filtered; each has the name of its parameter, and its value of now as default. */
export function Filters<Name extends string>({ names, children }: { names: readonly Name[]; children: (value: (name: Name) => string) => ReactNode }) {
  const { values, key, isAny, set } = useFilters(names);
  function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    write(name => String(form.get(name) ?? '').trim());
  }

  // Each time it is filtered is a step that the way back leads through.
  const write = (valueOf: (name: Name) => string) => set(Object.fromEntries(names.map(name => [name, valueOf(name)])) as Record<Name, string>, { replace: false });

  return (
    <form role="search" className="filters" onSubmit={apply} key={key}>
      {children(name => values[name])}
      <div className="row">
        <Button type="submit" kind="quiet">{O.lists.filter}</Button>
        {isAny && <Button kind="bare" onClick={() => write(() => '')}>{O.lists.showAll}</Button>}
      </div>
    </form>
  );
}
