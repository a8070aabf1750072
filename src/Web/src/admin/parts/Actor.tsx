import { Link } from 'wouter';
import { O } from '../../texts/office';
import { routes } from '../routes';
import { useAreas } from '../useAreas';

/** Who did something, as events name them; an account leads to its page, where that is open. */
export function Actor({ actor }: { actor: string }) {
  const areas = useAreas();
  const { kind, id } = actorOf(actor);
  const word = O.products.history.actors[kind] ?? kind;
  if (id === undefined) return <>{word}</>;
  const short = id.slice(-6);
  return (
    <span className="no-wrap">
      {word} {kind === 'apiKey' || !areas.includes('customers') ? <span className="mono">…{short}</span> : <Link href={`${routes.customers}/${id}`} className="mono">…{short}</Link>}
    </span>
  );
}

/** What an actor's name says: what it is, and its id where it is one of many. */
export function actorOf(actor: string): { kind: string; id?: string } {
  const parts = /^([a-zA-Z]+):([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/i.exec(actor);
  return parts === null ? { kind: actor } : { kind: parts[1]!, id: parts.slice(2).join('-') };
}
