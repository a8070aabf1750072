// Lighthouse, once over each page that is named; its scores (0 to 100) and times (ms) as one line of JSON.
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const [browser, ...pages] = process.argv.slice(2);
const chrome = await launch({
  chromePath: browser,
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  const scores = [];
  for (const page of pages) {
    const { lhr } = await lighthouse(page, { port: chrome.port, logLevel: 'error', onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'] });
    const failed = Object.values(lhr.audits).filter(a => a.score !== null && a.score < 0.9 && a.scoreDisplayMode !== 'informative').map(a => a.id);
    scores.push({
      page,
      performance: lhr.categories.performance.score * 100,
      accessibility: lhr.categories.accessibility.score * 100,
      bestPractices: lhr.categories['best-practices'].score * 100,
      seo: lhr.categories.seo.score * 100,
      firstPaint: lhr.audits['first-contentful-paint'].numericValue,
      largestPaint: lhr.audits['largest-contentful-paint'].numericValue,
      blocking: lhr.audits['total-blocking-time'].numericValue,
      shift: lhr.audits['cumulative-layout-shift'].numericValue,
      failed,
    });
  }

  process.stdout.write(`${JSON.stringify(scores)}\n`);
} finally {
  chrome.kill();
}
