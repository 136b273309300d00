import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { download, hashOf } from './download'
import { addressOf, configuredIndex } from './package-index'
import { Problem, reasonOf } from './problem'
import type { Archive } from './wheels'

type Report = (done: number, total: number) => void

/**
 * Brings a file of the Python package index: by HTTPS, with progress and going on where the last try ended; by pip
 * where that fails, since pip may know a proxy or a certificate that we do not.
 *
 * @returns its path
 * @throws Problem with both reasons
 */
export async function fetchArchive(
  archive: Archive,
  folder: string,
  report: Report,
  log: (text: string) => void,
): Promise<string> {
  const path = join(folder, archive.file)
  mkdirSync(folder, { recursive: true })
  if (existsSync(path) && (await hashOf(path)) === archive.sha256) return path
  try {
    const address = await addressOf(configuredIndex(), archive.project, archive.file)
    await download({ address, path, sha256: archive.sha256, report })
  } catch (error) {
    log(`By HTTPS: ${reasonOf(error)}`)
    await withPip(archive, folder, log).catch((other: unknown) => {
      throw new Problem(`${archive.project} could not be fetched: ${reasonOf(error)} ${reasonOf(other)}`)
    })
  }
  return path
}

async function withPip(
  { project, file, sha256 }: Archive,
  folder: string,
  log: (text: string) => void,
): Promise<void> {
  const [, version = '', , , platform = ''] = file.replace(/\.whl$/, '').split('-')
  const wanted = ['--no-deps', '--only-binary=:all:', '--python-version=3.11', '--implementation=cp']
  const where = [
    ...platform.split('.').map((tag) => `--platform=${tag}`),
    `--dest=${folder}`,
    `${project}==${version}`,
  ]
  const pip = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', ...wanted, ...where]
  await run(process.platform === 'win32' ? 'python' : 'python3', pip, log)
  const path = join(folder, file)
  if (existsSync(path) && (await hashOf(path)) === sha256) return
  rmSync(path, { force: true })
  throw new Problem('pip brought another file than was asked for.')
}

function run(command: string, args: string[], log: (text: string) => void): Promise<void> {
  log(`${command} ${args.join(' ')}`)
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => log(text.toString()))
    child.on('error', () => reject(new Problem('pip is not there either.')))
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Problem(`pip could not fetch it either (code ${code}).`)),
    )
  })
}
