import { lazy } from 'react';
import { Route, Router, Switch } from 'wouter';
import { useMe } from '../api/me';
import { useSession } from '../api/session';
import { Pages } from '../app/Pages';
import { NotFound } from '../design/NotFound';
import { Query } from '../design/Query';
import { Toasts } from '../design/Toasts';
import { Closed } from './frame/Closed';
import { Frame } from './frame/Frame';
import { LoginPage } from './frame/LoginPage';
import { areasOf, type Area } from './permissions';
import { routes } from './routes';

const DashboardPage = lazy(() => import('./dashboard/DashboardPage'));
const OrdersPage = lazy(() => import('./orders/OrdersPage'));
const OrderPage = lazy(() => import('./orders/OrderPage'));
const ProductsPage = lazy(() => import('./products/ProductsPage'));
const ProductPage = lazy(() => import('./products/ProductPage'));
const ImportsPage = lazy(() => import('./imports/ImportsPage'));
const StockPage = lazy(() => import('./stock/StockPage'));
const PromotionsPage = lazy(() => import('./promotions/PromotionsPage'));
const PromotionPage = lazy(() => import('./promotions/PromotionPage'));
const CustomersPage = lazy(() => import('./customers/CustomersPage'));
const CustomerPage = lazy(() => import('./customers/CustomerPage'));
const WebhooksPage = lazy(() => import('./webhooks/WebhooksPage'));
const WebhookPage = lazy(() => import('./webhooks/WebhookPage'));
const AuditPage = lazy(() => import('./audit/AuditPage'));
const KeysPage = lazy(() => import('./keys/KeysPage'));
const WorkbenchPage = lazy(() => import('./workbench/WorkbenchPage'));
const WorkbenchOrderPage = lazy(() => import('./workbench/WorkbenchOrderPage'));

/** The back office: nothing of it is drawn, or asked of the store, before somebody has logged in who may work in it. */
export function Admin() {
  const session = useSession();
  const me = useMe();
  if (session === null) return <LoginPage />;
  return (
    <Query of={me}>
      {account => {
        const areas = areasOf(account.role);
        if (areas.length === 0) return <Closed />;
        const open = (area: Area, page: React.ReactNode) => (areas.includes(area) ? page : <NotFound />);
        return (
          <Router base="/admin">
            <Frame me={account}>
              <Pages>
                <Switch>
                  <Route path={routes.dashboard}>{areas.includes('dashboard') ? <DashboardPage /> : <ProductsPage />}</Route>
                  <Route path={routes.orders}>{open('orders', <OrdersPage />)}</Route>
                  <Route path={routes.order}>{({ id }) => open('orders', <OrderPage key={id} id={id} />)}</Route>
                  <Route path={routes.products}>{open('products', <ProductsPage />)}</Route>
                  <Route path={routes.product}>{({ id }) => open('products', <ProductPage key={id} id={id} />)}</Route>
                  <Route path={routes.imports}>{open('products', <ImportsPage />)}</Route>
                  <Route path={routes.stock}>{({ id }) => open('products', <StockPage key={id} id={id} />)}</Route>
                  <Route path={routes.promotions}>{open('promotions', <PromotionsPage />)}</Route>
                  <Route path={routes.promotion}>{({ id }) => open('promotions', <PromotionPage key={id} id={id} />)}</Route>
                  <Route path={routes.customers}>{open('customers', <CustomersPage />)}</Route>
                  <Route path={routes.customer}>{({ id }) => open('customers', <CustomerPage key={id} id={id} />)}</Route>
                  <Route path={routes.webhooks}>{open('webhooks', <WebhooksPage />)}</Route>
                  <Route path={routes.webhook}>{({ id }) => open('webhooks', <WebhookPage key={id} id={id} />)}</Route>
                  <Route path={routes.audit}>{open('audit', <AuditPage />)}</Route>
                  <Route path={routes.keys}>{open('keys', <KeysPage />)}</Route>
                  <Route path={routes.workbench}>{open('workbench', <WorkbenchPage page="orders" />)}</Route>
                  <Route path={routes.workbenchOrder}>{({ id }) => open('workbench', <WorkbenchOrderPage key={id} id={id} />)}</Route>
                  <Route path={routes.workbenchPage}>{({ page }) => open('workbench', <WorkbenchPage page={page} />)}</Route>
                  <Route><NotFound /></Route>
                </Switch>
              </Pages>
              <Toasts />
            </Frame>
          </Router>
        );
      }}
    </Query>
  );
}
