import { lazy } from 'react';
import { Route, Switch } from 'wouter';
import { Pages } from '../app/Pages';
import { NotFound } from '../design/NotFound';
import { Toasts } from '../design/Toasts';
import { HomePage } from './home/HomePage';
import { Frame } from './frame/Frame';
import { pages } from './pages';
import { ProductPage } from './product/ProductPage';
import { routes } from './routes';

const SearchPage = lazy(pages.search);
const CartPage = lazy(pages.cart);
const CheckoutPage = lazy(pages.checkout);
const OrdersPage = lazy(pages.orders);
const OrderPage = lazy(pages.order);
const LoginPage = lazy(pages.login);
const RegisterPage = lazy(pages.register);
const AccountPage = lazy(pages.account);

/** The shop. */
export function Shop() {
  return (
    <Frame>
      <Pages>
        <Switch>
          <Route path={routes.home} component={HomePage} />
          <Route path={routes.search} component={SearchPage} />
          <Route path={routes.product}>{({ id }) => <ProductPage key={id} id={id} />}</Route>
          <Route path={routes.cart} component={CartPage} />
          <Route path={routes.checkout} component={CheckoutPage} />
          <Route path={routes.orders} component={OrdersPage} />
          <Route path={routes.order}>{({ id }) => <OrderPage key={id} id={id} />}</Route>
          <Route path={routes.login} component={LoginPage} />
          <Route path={routes.register} component={RegisterPage} />
          <Route path={routes.account}><AccountPage page="overview" /></Route>
          <Route path={routes.accountPage}>{({ page }) => <AccountPage page={page} />}</Route>
          <Route><NotFound /></Route>
        </Switch>
      </Pages>
      <Toasts />
    </Frame>
  );
}
