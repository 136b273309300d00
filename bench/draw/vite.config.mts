import { resolve } from 'node:path'
import { defineConfig } from 'vite'

/** The page of the drawing bench, for the oldest Chromium that Slerp runs on. */
export default defineConfig({
  root: 'bench/draw',
  base: './',
  logLevel: 'warn',
  build: {
    target: 'chrome114',
    outDir: resolve('.cache/bench/draw'),
    emptyOutDir: true,
  },
})
