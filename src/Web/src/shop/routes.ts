/** Every address of the shop. The server answers these with the page and others with 404. */
export const routes = {
  home: '/',
  search: '/search',
  product: '/products/:id',
  cart: '/cart',
  checkout: '/checkout',
  orders: '/orders',
  order: '/orders/:id',
  login: '/login',
  register: '/register',
  account: '/account',
  accountPage: '/account/:page',
} as const;

/** The address of a product. */
export const productAddress = (id: string) => `/products/${id}`;
