import type { Texts } from './en';

export type Language = 'en' | 'de';

export const languages: readonly Language[] = ['en', 'de'];

/** A cookie, so that the store sends the page in that language; `src/Api/Web/PageLanguage.cs` reads it. */
const cookie = 'language';

/** The language that was chosen, else the first of the browser's that there is. */
export const language: Language = pick();

/** Every visible word. Read it while rendering, not when a module loads: it comes with {@link loadTexts}. */
export let T: Texts;

/** Fetches the words of the language; the page is drawn after. */
export async function loadTexts(): Promise<void> {
  T = language === 'de' ? (await import('./de')).de : (await import('./en')).en;
  document.documentElement.lang = language;
}

/** Changes the language; the page begins anew with it. */
export function speak(next: Language): void {
  document.cookie = `${cookie}=${next}; Path=/; Max-Age=31536000; SameSite=Lax`;
  window.location.reload();
}

function pick(): Language {
  if (typeof document === 'undefined') return 'en';
  const chosen = document.cookie.split('; ').find(c => c.startsWith(`${cookie}=`))?.slice(cookie.length + 1);
  const wanted = [chosen, ...navigator.languages.map(l => l.slice(0, 2))];
  return wanted.find((l): l is Language => languages.includes(l as Language)) ?? 'en';
}
