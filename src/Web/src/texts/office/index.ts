import { language } from '..';
import type { OfficeTexts } from './en';

/** Every word that only the back office shows. Read it while rendering, not when a module loads: it comes with {@link loadOfficeTexts}. */
export let O: OfficeTexts;

/** Fetches the words of the back office in the language of the page. */
export async function loadOfficeTexts(): Promise<void> {
  O = language === 'de' ? (await import('./de')).de : (await import('./en')).en;
}
