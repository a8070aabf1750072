import react from '@vitejs/plugin-react';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vitest/config';
import { de } from './src/texts/de.ts';
import { en } from './src/texts/en.ts';
import { de as officeDe } from './src/texts/office/de.ts';
import { en as officeEn } from './src/texts/office/en.ts';

const out = process.env.WEB_OUT ?? 'dist';

/** Compresses once, at build time and as far as it goes, what would else be compressed for every visitor. */
function compressed(): Plugin {
  const worthIt = /\.(js|css|html|svg|txt|json|webmanifest)$/;
  return {
    name: 'compressed',
    apply: 'build',
    closeBundle() {
      for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !worthIt.test(entry.name)) continue;
        const path = join(entry.parentPath, entry.name);
        const bytes = readFileSync(path);
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
        writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
      }
    },
  };
}

/**
 * Each page in each language: `index.de.html` is told in German and asks for the German words at once, beside the code that
 * shows them. The store sends the one that a browser wants.
 */
function inEachLanguage(): Plugin {
  const all = { en: { ...en, office: officeEn }, de: { ...de, office: officeDe } };
  const told = (html: string, language: keyof typeof all) =>
    html.replace('<html lang="en">', `<html lang="${language}">`).replace(/\{\{([\w.]+)\}\}/g, (_, path: string) => {
      const word = path.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], all[language]);
      if (typeof word !== 'string') throw new Error(`There are no words ${path}.`);
      return word.replace(/[&<"]/g, c => `&#${c.charCodeAt(0)};`);
    });
  return {
    name: 'in-each-language',
    enforce: 'post',
    transformIndexHtml: { order: 'pre', handler: (html, page) => (page.server ? told(html, 'en') : html) },
    generateBundle(_, bundle) {
      const files = Object.values(bundle);
      for (const page of files) {
        if (page.type !== 'asset' || !page.fileName.endsWith('.html')) continue;
        const bare = String(page.source);
        for (const language of Object.keys(all) as (keyof typeof all)[]) {
          const links = (page.fileName === 'admin.html' ? ['texts', 'texts/office'] : ['texts']).map(folder => {
            const words = files.find(file => file.type === 'chunk' && file.facadeModuleId?.endsWith(`/src/${folder}/${language}.ts`));
            if (words === undefined) throw new Error(`The words of ${folder} in ${language} are in no file of their own.`);
            return `  <link rel="modulepreload" crossorigin href="/${words.fileName}">\n  `;
          });
          const source = told(bare, language).replace('</head>', `${links.join('')}</head>`);
          this.emitFile({ type: 'asset', fileName: page.fileName.replace('.html', `.${language}.html`), source });
          // Who wants another language is sent this one.
          if (language === 'en') page.source = source;
        }
      }
    },
  };
}

/** In development the back office stands where it does in the store; all other addresses are the shop's. */
function addresses(): Plugin {
  return {
    name: 'addresses',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, _, next) => {
        if (/^\/admin(\/|\?|$)/.test(request.url ?? '')) request.url = '/admin.html';
        next();
      });
    },
  };
}

export default defineConfig({
  plugins: [react(), inEachLanguage(), compressed(), addresses()],
  build: {
    outDir: out,
    emptyOutDir: true,
    target: 'es2022',
    // Nothing may stand in the page itself: the Content-Security-Policy lets only files run.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    rolldownOptions: {
      input: { shop: 'index.html', admin: 'admin.html' },
      // What the first page needs comes in few files and not in twenty: each is a trip of its own where HTTP/2 is not spoken.
      output: {
        codeSplitting: {
          groups: [
            { name: 'libraries', test: /node_modules[\\/](react|react-dom|scheduler|wouter|regexparam|use-sync-external-store|@tanstack|openapi-fetch)[\\/]/ },
            { name: 'ground', test: /src[\\/](api|app|design|format)[\\/]|texts[\\/]index|shop[\\/]cart[\\/]cartStore/ },
            { name: 'first', test: /src[\\/]shop[\\/](first|pages|routes|Shop|home[\\/]|product[\\/]ProductPage|frame[\\/]|catalog[\\/]ProductCard)/ },
          ],
        },
      },
    },
  },
  server: {
    // `npm run dev` beside a running store; STORE_URL says where else it is.
    proxy: Object.fromEntries(['/api', '/hubs', '/graphql', '/openapi', '/health'].map(path => [path, { target: process.env.STORE_URL ?? 'http://127.0.0.1:5080', ws: true }])),
  },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
});
