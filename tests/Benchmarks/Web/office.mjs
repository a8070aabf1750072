// Turns pages of the back office's lists as somebody who works there does, and opens its other pages; times in ms as one line of JSON.
import { launch } from 'chrome-launcher';
import puppeteer from 'puppeteer-core';

const [browser, base, session, lists, others] = process.argv.slice(2);
const turns = 20;
const chrome = await launch({
  chromePath: browser,
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--window-size=1280,900'],
});
try {
  const driver = await puppeteer.connect({ browserURL: `http://127.0.0.1:${chrome.port}`, defaultViewport: { width: 1280, height: 900 } });
  const page = await driver.newPage();
  await page.evaluateOnNewDocument(text => localStorage.setItem('store.session', text), session);
  const figures = {};
  for (const list of lists.split(',')) {
    await page.goto(`${base}/admin/${list}`);
    await page.waitForSelector('tbody tr');
    const turned = [];
    for (let turn = 0; turn < turns; turn++) {
      turned.push(
        await page.evaluate(
          () =>
            new Promise((resolve, reject) => {
              const first = document.querySelector('tbody tr').textContent;
              const next = [...document.querySelectorAll('nav button')].at(-1);
              if (next === undefined || next.disabled) return reject(new Error('There is no next page.'));
              const began = performance.now();
              next.click();
              const look = () => {
                const row = document.querySelector('tbody tr');
                const busy = document.querySelector('[aria-busy="true"]');
                if (row !== null && busy === null && row.textContent !== first) resolve(performance.now() - began);
                else requestAnimationFrame(look);
              };
              requestAnimationFrame(look);
            }),
        ),
      );
    }

    // The longest time without a new picture while the page is scrolled from end to end.
    const longestFrame = await page.evaluate(
      () =>
        new Promise(resolve => {
          let [longest, last] = [0, performance.now()];
          const step = now => {
            longest = Math.max(longest, now - last);
            last = now;
            const before = scrollY;
            scrollBy(0, 60);
            if (scrollY === before) resolve(longest);
            else requestAnimationFrame(step);
          };
          requestAnimationFrame(step);
        }),
    );
    turned.sort((a, b) => a - b);
    figures[list] = { half: turned[turns / 2], most: turned.at(-1), longestFrame };
  }

  // From the address typed until nothing on the page is on its way any more.
  figures.others = {};
  for (const other of others.split(',')) {
    const began = performance.now();
    await page.goto(`${base}/admin/${other}`);
    await page.waitForFunction(() => document.querySelector('h1') !== null && document.querySelector('.skeleton, .spinner, [aria-busy="true"]') === null, { polling: 'raf' });
    figures.others[other] = performance.now() - began;
  }

  process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  chrome.kill();
}
