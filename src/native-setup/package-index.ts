import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Problem } from './problem'

const publicIndex = 'https://pypi.org/simple'

/** Where pip looks for its settings, the more specific first. */
function settingsFiles(environment: NodeJS.ProcessEnv, home: string): string[] {
  const { PIP_CONFIG_FILE, VIRTUAL_ENV, XDG_CONFIG_HOME, APPDATA } = environment
  const config = XDG_CONFIG_HOME ?? join(home, '.config')
  return [
    ...(PIP_CONFIG_FILE ? [PIP_CONFIG_FILE] : []),
    ...(VIRTUAL_ENV ? [join(VIRTUAL_ENV, 'pip.conf')] : []),
    join(config, 'pip', 'pip.conf'),
    join(home, '.pip', 'pip.conf'),
    ...(APPDATA ? [join(APPDATA, 'pip', 'pip.ini')] : []),
    join(home, 'Library', 'Application Support', 'pip', 'pip.conf'),
    '/etc/xdg/pip/pip.conf',
    '/etc/pip.conf',
  ]
}

/** The index that this machine's pip would ask: whoever set up a mirror expects it to be used. */
export function configuredIndex(environment: NodeJS.ProcessEnv = process.env, home = homedir()): string {
  const own = environment['PIP_INDEX_URL']
  const found = own ?? settingsFiles(environment, home).map(indexIn).find(Boolean) ?? publicIndex
  return found.replace(/\/+$/, '')
}

function indexIn(path: string): string | undefined {
  try {
    return /^\s*index[-_]url\s*[=:]\s*(\S+)/m.exec(readFileSync(path, 'utf8'))?.[1]
  } catch {
    return undefined
  }
}

/** A request's address and headers: an index behind a password has it in its address, which fetch refuses. */
export function requestFor(address: string): { url: URL; headers: Record<string, string> } {
  const url = new URL(address)
  if (!url.username) return { url, headers: {} }
  const secret = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  url.username = url.password = ''
  return { url, headers: { Authorization: `Basic ${Buffer.from(secret).toString('base64')}` } }
}

/**
 * The address of a project's file, from its page of the index (PEP 503).
 *
 * @throws Problem when the page or the file is not there
 */
export async function addressOf(index: string, project: string, file: string): Promise<string> {
  const { url, headers } = requestFor(`${index}/${project}/`)
  const response = await fetch(url, {
    headers: { ...headers, Accept: 'application/vnd.pypi.simple.v1+html, text/html;q=0.5' },
    signal: AbortSignal.timeout(30_000),
  })
  if (!response.ok) throw new Problem(`The Python package index answered ${response.status} for ${project}.`)
  const link = linksIn(await response.text()).find((href) => fileOf(href) === file)
  if (!link) throw new Problem(`The Python package index has no ${file}.`)
  return new URL(link, response.url).href
}

const linksIn = (page: string): string[] =>
  [...page.matchAll(/<a\s[^>]*?href=["']([^"']+)["']/gi)].map((match) => match[1]!.replaceAll('&amp;', '&'))

const fileOf = (href: string): string => decodeURIComponent(href.split(/[#?]/)[0]!.split('/').at(-1)!)
