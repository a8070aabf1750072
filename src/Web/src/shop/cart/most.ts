/** The most of one product that a cart holds. */
export const mostOfOne = 999;
