import { LoginForm } from '../../design/LoginForm';
import { Title } from '../../design/Title';
import { T } from '../../texts';
import { O } from '../../texts/office';

/** The door of the back office. */
export function LoginPage() {
  return (
    <main className="wrap-narrow stack-l office-door">
      <Title title={T.nav.backOffice}>{O.shell.loginTitle}</Title>
      <LoginForm />
      <p><a href="/">{O.shell.toShop}</a></p>
    </main>
  );
}
