/** Under which a stock lies among what was fetched. */
export const stockKey = (id: string) => ['stock', id] as const;
