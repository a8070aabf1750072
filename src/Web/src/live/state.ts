/** Where a live connection stands; `lost` is being mended, `off` is not: news show when the page is loaded again. */
export type LiveState = 'connecting' | 'live' | 'lost' | 'off';
