import { defineConfig } from 'vite';
import { outlineFiles } from './outlines.ts';

const ISLANDS = [
  'incidents', 'place-map', 'place-picker', 'timeline', 'keyboard', 'slider', 'add', 'playground', 'evidence',
  'locale', 'site-incidents', 'site-search',
];

export default defineConfig({
  base: './',
  publicDir: false,
  plugins: [outlineFiles()],
  build: {
    outDir: '../src/corroborate/web/static/built',
    emptyOutDir: true,
    target: 'es2022',
    manifest: 'manifest.json',
    license: { fileName: 'LICENSES.md' },
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: {
        ...Object.fromEntries(ISLANDS.map((name) => [name, `src/${name}.ts`])),
        islands: 'src/islands.css',
      },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunk-[name].js',
        // Some hosts do not know .mjs to be a script.
        assetFileNames: ({ names }) => (names.some((name) => name.endsWith('.mjs')) ? '[name].js' : '[name][extname]'),
      },
    },
  },
});
