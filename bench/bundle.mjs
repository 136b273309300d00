/** The engine and the service are TypeScript; the same bundler that builds the app makes the benches' parts runnable. */
import { join } from 'node:path'
import { build } from 'vite'
import { root } from '../scripts/lib/run.mjs'

export const outDir = join(root, '.cache', 'bench')

export async function bundle(...names) {
  for (const [i, name] of names.entries())
    await build({
      configFile: false,
      logLevel: 'error',
      root,
      build: {
        ssr: join(root, 'bench', `${name}.ts`),
        outDir,
        emptyOutDir: i === 0,
        target: 'node18.15',
        rolldownOptions: { output: { format: 'cjs', entryFileNames: `${name}.cjs` } },
      },
    })
}
