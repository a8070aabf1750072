/** The code of each page that people do not come to from outside; asked for twice it is fetched once. */
export const pages = {
  search: () => import('./catalog/SearchPage'),
  cart: () => import('./cart/CartPage'),
  checkout: () => import('./checkout/CheckoutPage'),
  orders: () => import('./orders/OrdersPage'),
  order: () => import('./orders/OrderPage'),
  login: () => import('./account/LoginPage'),
  register: () => import('./account/RegisterPage'),
  account: () => import('./account/AccountPage'),
} as const;
