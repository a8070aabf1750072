import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, startTransition, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { session } from '../api/session';
import { loadTexts } from '../texts';
import '../design/tokens.css';
import '../design/base.css';
import '../design/controls.css';
import '../design/components.css';
import { queries } from './queries';
import { applyTheme } from './theme';

/**
 * Draws a page, once its words are there.
 * @param words What it shows beside those that every page does.
 */
export async function boot(page: ReactNode, words?: () => Promise<void>): Promise<void> {
  applyTheme();
  try {
    await Promise.all([loadTexts(), words?.()]);
  } catch {
    return withoutWords();
  }

  // What one person may see is nothing for the next.
  let login = session.get()?.login;
  session.subscribe(() => {
    const present = session.get()?.login;
    if (present !== login) queries.clear();
    login = present;
  });
  const root = createRoot(document.getElementById('page')!);
  // As a transition it is drawn in pieces: a slow phone can scroll and tap in between.
  startTransition(() =>
    root.render(
      <StrictMode>
        <QueryClientProvider client={queries}>{page}</QueryClientProvider>
      </StrictMode>,
    ),
  );
}

/**
 * What is shown where the words did not arrive: the line was cut, or a deployment has replaced them since the page came. It
 * has to be said without them.
 */
function withoutWords(): void {
  const notice = document.createElement('main');
  notice.className = 'wrap state';
  notice.role = 'alert';
  const again = document.createElement('a');
  again.href = window.location.href;
  again.textContent = 'Load the page again · Seite neu laden';
  // An address with a fragment alone would load nothing.
  again.addEventListener('click', event => {
    event.preventDefault();
    window.location.reload();
  });
  notice.append(again);
  document.getElementById('page')!.replaceChildren(notice);
}
