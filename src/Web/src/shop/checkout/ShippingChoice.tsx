import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answer, api, type Schemas } from '../../api/client';
import { Notice } from '../../design/Notice';
import { Loading, Skeleton, explain } from '../../design/States';
import { money } from '../../format';
import { T } from '../../texts';
import { Option } from './Option';

interface Given {
  cart: Schemas['CartAnswer'];
  country: string;
  state: string;
  /** The method's code; null: the first that goes there. */
  chosen: string | null;
  onChoose: (method: string | null) => void;
}

/** How it gets there; which ways there are depends on where it goes. */
export function ShippingChoice({ cart, country, state, chosen, onChoose }: Given) {
  const pieces = cart.items.reduce((sum, line) => sum + line.quantity, 0);
  const methods = useQuery<Schemas['ShippingPage']>({
    queryKey: ['shipping', country, state, cart.subtotal.amount, pieces],
    queryFn: () => answer(api.GET('/api/v1/shipping/methods', { params: { query: { country, ...(state ? { state } : {}), subtotal: String(cart.subtotal.amount), pieces: String(pieces) } } })),
    enabled: country !== '',
    placeholderData: keepPreviousData,
  });
  const offered = methods.data?.items;
  // Another country may not have the way that was chosen.
  useEffect(() => {
    if (offered && chosen !== null && !offered.some(m => m.method === chosen)) onChoose(null);
  }, [offered, chosen, onChoose]);

  return (
    <fieldset className="stack">
      <legend className="checkout-legend">{T.checkout.shipping}</legend>
      {country === '' && <p className="soft">{T.checkout.countryFirst}</p>}
      {country !== '' && methods.isPending && (
        <Loading>
          <Skeleton height="3rem" />
        </Loading>
      )}
      {methods.error && <Notice kind="bad">{explain(methods.error)}</Notice>}
      {country !== '' && offered?.length === 0 && <Notice kind="warn">{T.problems['notShippedThere']}</Notice>}
      {country !== '' && offered && offered.length > 0 && (
        <div className="checkout-options">
          {offered.map((m, i) => (
            <Option key={m.method} name="shipping" checked={chosen === m.method || (chosen === null && i === 0)} onChoose={() => onChoose(m.method)} end={m.price.amount === 0 ? T.cart.free : money(m.price)}>
              {m.name}
              {m.freeFrom && m.price.amount > 0 && <span className="small soft"> · {T.checkout.freeFrom(money(m.freeFrom))}</span>}
            </Option>
          ))}
        </div>
      )}
    </fieldset>
  );
}
