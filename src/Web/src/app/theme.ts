import { stored } from '../api/stored';

export type Theme = 'system' | 'light' | 'dark';

export const themes: readonly Theme[] = ['system', 'light', 'dark'];

export const theme = stored<Theme>('store.theme');

/** Shows the page as was chosen, now and when that changes. */
export function applyTheme(): void {
  const apply = () => {
    const chosen = theme.get();
    if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset['theme'] = chosen;
    else delete document.documentElement.dataset['theme'];
  };
  apply();
  theme.subscribe(apply);
}
