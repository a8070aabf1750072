import { useStorefront } from '../../api/storefront';

/** The shop's one currency; undefined until it is known. */
export const useCurrency = (): string | undefined => useStorefront().data?.currency;
