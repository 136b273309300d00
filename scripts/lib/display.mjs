/** Where windows appear: the screen that there is, or a virtual one. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Problem, say } from './say.mjs'

/** Whether this machine has no screen to open a window on. */
export function hasNoScreen(environment = process.env, platform = process.platform) {
  return platform === 'linux' && !environment['DISPLAY'] && !environment['WAYLAND_DISPLAY']
}

/** The size of the virtual screen. */
export function screenSize(environment = process.env) {
  const wanted = environment['SLERP_SCREEN'] ?? '1280x800'
  if (!/^\d+x\d+$/.test(wanted))
    throw new Problem(`SLERP_SCREEN is "${wanted}"; write it as WIDTHxHEIGHT, such as 1920x1080.`)
  return wanted
}

/** Xvfb writes the number of the display that it found free when it is ready. */
function displayNumber(server) {
  return new Promise((found, failed) => {
    let errors = ''
    server.stderr.on('data', (text) => (errors += text))
    // The number and the end of its line are two writes.
    createInterface({ input: server.stdio[3] }).once('line', (line) => found(Number(line)))
    server.on('error', failed)
    server.on('exit', () => failed(new Problem(`${errors}Display: Xvfb did not start; its reason is above.`)))
  })
}

/** Ends the server and waits: while it is ending, the next one would take its number and lose its socket. */
async function stopServer(server) {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = once(server, 'exit')
  server.ref()
  server.kill()
  await ended
}

async function startServer() {
  const args = ['-displayfd', '3', '-screen', '0', `${screenSize()}x24`, '-nolisten', 'tcp']
  // A group of its own: Ctrl-C is for the app, which still needs the display while it closes.
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true })
  const number = await displayNumber(server)
  // Its output is still read, since a closed pipe would end it, but it does not keep this process running.
  for (const handle of [server, server.stderr, server.stdio[3]]) handle.unref()
  process.once('exit', () => server.kill())
  return { number, stop: () => stopServer(server) }
}

/**
 * Points DISPLAY at a virtual screen when there is no screen, for this process and its children. Resolves with a
 * function that ends it again.
 */
export async function ensureDisplay() {
  if (!hasNoScreen()) return async () => {}
  const { number, stop } = await startServer()
  say(`Display: none here, so the window opens on a virtual one (Xvfb :${number}, ${screenSize()}).`)
  process.env['DISPLAY'] = `:${number}`
  return stop
}
