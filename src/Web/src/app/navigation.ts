let count = 0;
let back = false;

/** How far down each address was scrolled when it was last seen. */
const places = new Map<string, number>();

const here = () => window.location.pathname + window.location.search;

// Browsers put the old place back before the page is drawn again, so we do it ourselves; a reload is left to them.
if (typeof window !== 'undefined') {
  const restore = (how: ScrollRestoration) => () => (history.scrollRestoration = how);
  restore('manual')();
  window.addEventListener('pageshow', restore('manual'));
  window.addEventListener('pagehide', restore('auto'));
  window.addEventListener('popstate', () => (back = true));
  window.addEventListener('pushState', () => (back = false));
  window.addEventListener('scroll', () => places.set(here(), window.scrollY), { passive: true });
}

/** Somebody went to another page of ours. */
export function noteNavigation(): void {
  count++;
}

/** Whether this page was come to from another one of ours; the first page leaves the focus where browsers put it. */
export const navigated = () => count > 0;

/** Whether this page was come to by the browser's way back, or forth again. */
export const cameBack = () => back;

/** Where the page is to be scrolled to: the top, or, on the way back, where it was left. */
export const placeHere = () => (back ? (places.get(here()) ?? 0) : 0);
