import { resolve } from 'node:path'
import { defineConfig } from 'vite'

/** The page of the cases, for the oldest Chromium that Slerp runs on. */
export default defineConfig({
  root: 'e2e/pages',
  base: './',
  logLevel: 'warn',
  build: {
    target: 'chrome114',
    minify: false,
    outDir: resolve('node_modules/.cache/slerp-cases'),
    emptyOutDir: true,
  },
})
