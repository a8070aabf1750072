import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { answer, api, ifMatch, type Schemas } from '../../api/client';
import { useMe } from '../../api/me';
import { isProblem } from '../../api/problem';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { Confirm } from '../../design/Confirm';
import { Field, SelectField } from '../../design/Field';
import { Notice } from '../../design/Notice';
import { Query } from '../../design/Query';
import { Title } from '../../design/Title';
import { toast } from '../../design/Toasts';
import { useDraft } from '../../design/useDraft';
import { useForm } from '../../design/useForm';
import { dateTime } from '../../format';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { CustomerFigures } from './CustomerFigures';
import { CustomerOrders } from './CustomerOrders';
import { RoleBadge, roles } from './RoleBadge';
import '../parts/parts.css';

type Customer = Schemas['CustomerView'];

const keyOf = (id: string) => ['customer', id] as const;

const fetchCustomer = (id: string) => answer(api.GET('/api/v1/customers/{id}', { params: { path: { id } } }));

/** One account: whose it is, what it may do, what it bought. */
export default function CustomerPage({ id }: { id: string }) {
  const customer = useQuery({ queryKey: keyOf(id), queryFn: () => fetchCustomer(id) });
  return <Query of={customer}>{c => <Customer customer={c} />}</Query>;
}

function Customer({ customer }: { customer: Customer }) {
  const t = O.customers;
  return (
    <div className="stack-l">
      <div className="stack-s">
        <p className="small"><Link href="/customers">← {t.title}</Link></p>
        <div className="row">
          <Title>{customer.name}</Title>
          <RoleBadge role={customer.role} />
        </div>
      </div>
      <div className="list-cards">
        <Data customer={customer} />
        <div className="card stack">
          <h2>{t.rights}</h2>
          <Rights customer={customer} />
        </div>
      </div>
      <CustomerFigures id={customer.id} />
      <CustomerOrders id={customer.id} />
      <Erasure customer={customer} />
    </div>
  );
}

function Data({ customer }: { customer: Customer }) {
  const t = O.customers;
  return (
    <section className="card stack" aria-labelledby="customer-data">
      <h2 id="customer-data">{t.data}</h2>
      <dl className="definitions">
        <dt>{t.email}</dt>
        <dd>{customer.email} {customer.emailVerified ? <Badge tone="good">{t.verified}</Badge> : <Badge>{t.unverified}</Badge>}</dd>
        <dt>{t.phone}</dt>
        <dd>{customer.phone ?? '–'}</dd>
        <dt>{t.addresses}</dt>
        <dd>
          {customer.addresses.length === 0 ? '–' : (
            <ul className="plain-list">
              {customer.addresses.map((a, i) => (
                <li key={i}>{[a.street, `${a.zipCode} ${a.city}`, a.state, a.country].filter(Boolean).join(', ')}</li>
              ))}
            </ul>
          )}
        </dd>
        <dt>{t.likes}</dt>
        <dd>{customer.preferences.categories.join(', ') || '–'}</dd>
        <dt>{t.mails}</dt>
        <dd>{customer.preferences.emailOptIn ? T.common.yes : T.common.no}</dd>
        <dt>{t.since}</dt>
        <dd>{dateTime(customer.createdAt)}</dd>
        <dt>{t.id}</dt>
        <dd className="mono">{customer.id}</dd>
      </dl>
    </section>
  );
}

const rightsOf = ({ role, group }: Customer) => ({ role, group: group ?? '' });

/** What it may do, and which group it is in. */
function Rights({ customer }: { customer: Customer }) {
  const t = O.customers;
  const queries = useQueryClient();
  const me = useMe();
  const { base, draft, changes, isChanged, begin, rebase, change } = useDraft(customer, rightsOf);
  const [stale, setStale] = useState(false);
  const form = useForm(async () => {
    setStale(false);
    try {
      const body = { ...changes, ...(changes.group !== undefined && { group: changes.group.trim() }) };
      const changed = await answer(api.PATCH('/api/v1/customers/{id}', { params: { path: { id: base.id }, header: ifMatch(base.version) }, body }));
      queries.setQueryData(keyOf(base.id), changed);
      void queries.invalidateQueries({ queryKey: ['customers'] });
      begin(changed);
      toast(T.common.saved);
    } catch (error) {
      if (!isProblem(error) || error.status !== 412) throw error;
      // What is typed stays; with the newest version beneath it, it can be sent again.
      const theirs = await fetchCustomer(base.id);
      queries.setQueryData(keyOf(base.id), theirs);
      rebase(theirs);
      setStale(true);
    }
  });
  return (
    <form {...form.props} className="stack">
      {form.failure && <Notice kind="bad">{form.failure}</Notice>}
      {stale && <Notice kind="warn" title={T.problems['versionMismatch']}>{t.stale(t.roles[base.role], base.group ?? '–')}</Notice>}
      <SelectField label={t.role} hint={t.roleHints[draft.role]} value={draft.role} onChange={e => change({ role: e.target.value as Customer['role'] })} error={form.errors['role']}>
        {roles.map(r => <option key={r} value={r}>{t.roles[r]}</option>)}
      </SelectField>
      {changes.role !== undefined && <Notice kind="warn">{me.data?.id === base.id ? t.ownRole : t.roleEnds}</Notice>}
      <Field label={t.group} optional hint={t.groupHint} maxLength={200} value={draft.group} onChange={e => change({ group: e.target.value })} error={form.errors['group']} />
      <div className="row"><Button type="submit" busy={form.busy} disabled={!isChanged}>{T.common.save}</Button></div>
    </form>
  );
}

function Erasure({ customer }: { customer: Customer }) {
  const t = O.customers.erase;
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [asked, setAsked] = useState(false);
  const [openOrder, setOpenOrder] = useState<string | null>(null);
  async function erase() {
    try {
      await answer(api.DELETE('/api/v1/customers/{id}', { params: { path: { id: customer.id } } }));
    } catch (error) {
      if (!isProblem(error, 'orderOpen')) throw error;
      setOpenOrder(String(error.body['orderId']));
      return;
    }

    toast(t.done);
    queries.removeQueries({ queryKey: keyOf(customer.id) });
    void queries.invalidateQueries({ queryKey: ['customers'] });
    navigate('/customers', { replace: true });
  }

  return (
    <section className="stack list-rule" aria-labelledby="customer-erase">
      <h2 id="customer-erase">{t.title}</h2>
      <p>{t.text}</p>
      <div className="row"><Button kind="danger" onClick={() => setAsked(true)}>{t.action}</Button></div>
      {asked && (
        <Confirm title={t.sure(customer.name)} action={t.action} onConfirm={erase} onClose={() => setAsked(false)} typed={{ label: t.type, text: customer.email }}>
          <p>{t.text}</p>
          {openOrder && <Notice kind="bad">{t.open} <Link href={`/orders/${openOrder}`}>{O.lists.toOrder}</Link></Notice>}
        </Confirm>
      )}
    </section>
  );
}
