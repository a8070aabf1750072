import { Link, useSearch } from 'wouter';
import { useSession } from '../../api/session';
import { LoginForm } from '../../design/LoginForm';
import { Title } from '../../design/Title';
import { T } from '../../texts';
import { routes } from '../routes';
import { Entering } from './Entering';
import { nextOf, withNext } from './next';

/** The door for who has an account. */
export default function LoginPage() {
  const session = useSession();
  const search = useSearch();
  return (
    <div className="wrap-narrow stack-l">
      <Title>{T.account.loginTitle}</Title>
      {session !== null ? (
        <Entering next={nextOf(search)} />
      ) : (
        <>
          <div className="card">
            <LoginForm />
          </div>
          <ul className="plain-list stack-s">
            <li><Link href="/account/forgot">{T.account.forgot}</Link></li>
            <li>{T.account.newHere} <Link href={withNext(routes.register, search)}>{T.account.register}</Link></li>
            <li><Link href={routes.orders}>{T.account.guestOrders}</Link></li>
          </ul>
        </>
      )}
    </div>
  );
}
