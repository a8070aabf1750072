/** Under which a product lies among what was fetched. */
export const productKey = (id: string) => ['product', id] as const;
