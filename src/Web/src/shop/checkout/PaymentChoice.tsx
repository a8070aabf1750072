import { useStorefront } from '../../api/storefront';
import { Badge } from '../../design/Badge';
import { Notice } from '../../design/Notice';
import { Failed, Loading, Skeleton } from '../../design/States';
import { T } from '../../texts';
import { Option } from './Option';

/** The cards of the simulated provider, by what they do, and to pay later. */
export type Choice = 'pays' | 'declined' | 'timeout' | 'later';

const cards = ['pays', 'declined', 'timeout'] as const;

/** What the provider knows a card by; the one that pays needs nothing. */
export const tokenOf = (choice: Choice): string | null => (choice === 'declined' ? 'card_declined' : choice === 'timeout' ? 'card_timeout' : null);

/**
 * Whether there are cards to pay with: those of the simulated provider. A real card's number may be typed into its
 * provider's own form alone, which this page has not.
 */
export function useCards() {
  const storefront = useStorefront();
  return { cards: storefront.data?.payments === 'simulated', storefront };
}

/** How it is paid. */
export function PaymentChoice({ chosen, onChoose, later = true }: { chosen: Choice; onChoose: (choice: Choice) => void; later?: boolean }) {
  const ways = useCards();
  return (
    <fieldset className="stack">
      <legend className="checkout-legend">{T.checkout.payment}</legend>
      {ways.storefront.isPending && (
        <Loading>
          <Skeleton height="12rem" />
        </Loading>
      )}
      {ways.storefront.isError && <Failed error={ways.storefront.error} onRetry={() => void ways.storefront.refetch()} />}
      {ways.storefront.isSuccess && (
        <>
          {!ways.cards && <Notice>{T.checkout.noCards}</Notice>}
          <div className="checkout-options">
            {ways.cards &&
              cards.map(card => (
                <Option key={card} name="payment" checked={chosen === card} onChoose={() => onChoose(card)} end={<Badge>{T.checkout.testCard}</Badge>}>
                  <span>{T.checkout.cards[card]}</span>
                  <span className="small soft">{T.checkout.cardHints[card]}</span>
                </Option>
              ))}
            {later && (
              <Option name="payment" checked={!ways.cards || chosen === 'later'} onChoose={() => onChoose('later')}>
                <span>{T.checkout.later}</span>
                <span className="small soft">{T.checkout.laterOptionHint}</span>
              </Option>
            )}
          </div>
        </>
      )}
    </fieldset>
  );
}
