import { Button } from '../../design/Button';
import { Title } from '../../design/Title';
import { logout } from '../../shop/account/logout';
import { T } from '../../texts';
import { O } from '../../texts/office';

/** What who may not work in the back office sees of it. */
export function Closed() {
  return (
    <main className="wrap-narrow stack office-door">
      <Title title={T.nav.backOffice}>{O.shell.closedTitle}</Title>
      <p>{O.shell.closed}</p>
      <div className="row">
        <a className="button" href="/">{O.shell.toShop}</a>
        <Button kind="quiet" onClick={() => void logout()}>{O.shell.otherAccount}</Button>
      </div>
    </main>
  );
}
