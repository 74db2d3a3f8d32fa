import adapter from '@sveltejs/adapter-static';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';

// The component catalogue is for us: a build for the shop leaves it out, the one that the tests
// photograph goes elsewhere.
const catalogue = process.env.ECRIN_CATALOGUE === '1';
const out = catalogue ? 'build-catalogue' : 'build';

// The browsers that show these screens: WebKitGTK 2.50 in the desktop window, current Chromium
// elsewhere. Both know `light-dark()`, which the tokens of app.css rely on.
const browsers = ['chrome123', 'safari18'];

export default defineConfig({
  plugins: [
    tailwindcss(),
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
      emitReadme: false
    }),
    sveltekit({
      adapter: adapter({ pages: out, assets: out, fallback: 'index.html' }),
      version: { name: '0.1.0' }
    })
  ],
  define: {
    __CATALOGUE__: JSON.stringify(catalogue || process.env.NODE_ENV === 'development')
  },
  build: { target: browsers, cssTarget: browsers },
  // The window of `cargo tauri dev`, and `ecrin serve`, answer at this address. The window asks for
  // these screens at this port and no other.
  server: {
    strictPort: true,
    // `changeOrigin` would name another host than the page's: the shop refuses that as a forgery.
    proxy: {
      '/api': { target: process.env.ECRIN_SERVER ?? 'http://127.0.0.1:8420', changeOrigin: false }
    }
  }
});
