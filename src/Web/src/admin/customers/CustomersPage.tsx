import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { answer, api } from '../../api/client';
import { Field, SelectField } from '../../design/Field';
import { Pager, usePages } from '../../design/Pager';
import { Query } from '../../design/Query';
import { Empty } from '../../design/States';
import { TableScroll } from '../../design/TableScroll';
import { Title } from '../../design/Title';
import { date } from '../../format';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { dayEnd, dayStart } from '../parts/days';
import { Filters } from '../parts/Filters';
import { useFilters } from '../parts/useFilters';
import { RoleBadge, roles } from './RoleBadge';
import '../parts/parts.css';

const names = ['email', 'role', 'group', 'from', 'to'] as const;

/** All accounts. */
export default function CustomersPage() {
  const t = O.customers;
  const { chosen: filters } = useFilters(names);
  const pages = usePages(JSON.stringify(filters));
  const list = useQuery({
    queryKey: ['customers', filters, pages.cursor],
    queryFn: () => answer(api.GET('/api/v1/customers', { params: { query: { ...filters, from: dayStart(filters.from ?? '') ?? undefined, to: dayEnd(filters.to ?? '') ?? undefined, limit: '50', cursor: pages.cursor } } })),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="stack">
      <Title>{t.title}</Title>
      <Filters names={names}>
        {value => (
          <>
            <Field label={t.email} name="email" type="search" autoComplete="off" defaultValue={value('email')} />
            <SelectField label={t.role} name="role" defaultValue={value('role')}>
              <option value="">{T.common.all}</option>
              {roles.map(role => <option key={role} value={role}>{t.roles[role]}</option>)}
            </SelectField>
            <Field label={t.group} name="group" defaultValue={value('group')} />
            <Field label={t.from} name="from" type="date" defaultValue={value('from')} />
            <Field label={t.to} name="to" type="date" defaultValue={value('to')} />
          </>
        )}
      </Filters>
      <Query of={list}>
        {page =>
          page.items.length === 0 ? (
            <Empty title={t.none} icon="user"><p>{t.noneHint}</p></Empty>
          ) : (
            <>
              <TableScroll label={t.title}>
                <thead>
                  <tr>
                    <th scope="col">{t.name}</th>
                    <th scope="col">{t.email}</th>
                    <th scope="col">{t.role}</th>
                    <th scope="col">{t.group}</th>
                    <th scope="col">{t.since}</th>
                  </tr>
                </thead>
                <tbody>
                  {page.items.map(c => (
                    <tr key={c.id}>
                      <th scope="row"><Link href={`/customers/${c.id}`}>{c.name}</Link></th>
                      <td>{c.email}</td>
                      <td><RoleBadge role={c.role} /></td>
                      <td>{c.group ?? '–'}</td>
                      <td className="no-wrap">{date(c.createdAt)}</td>
                    </tr>
                  ))}
                </tbody>
              </TableScroll>
              <Pager pages={pages} next={page.nextCursor} />
            </>
          )
        }
      </Query>
    </div>
  );
}
