/** Follows an app that nobody can see: says when its window is ready and where the picture of it is. */
import { createInterface } from 'node:readline'
import { say } from './say.mjs'

const readyLimitMs = 60_000
const quitLimitMs = 5_000

/** Whether the app closes as soon as its window was seen: on request, and in CI, where nobody can press Ctrl-C. */
export function exitsWhenReady(environment = process.env, isTerminal = process.stdin.isTTY === true) {
  return environment['SLERP_EXIT_WHEN_READY'] === '1' || (Boolean(environment['CI']) && !isTerminal)
}

/** What a line of the app's output tells: the window is ready, or a picture of it was saved at `path`. */
export function readLine(line) {
  if (line === 'slerp: ready') return { event: 'ready' }
  const path = /^slerp: picture (.+)$/.exec(line)?.[1]
  return path ? { event: 'picture', path } : { event: 'other' }
}

function quit(child) {
  child.kill('SIGTERM')
  setTimeout(() => child.kill('SIGKILL'), quitLimitMs).unref()
}

/** One line for each thing that happens; resolves with whether the window was seen when the app has ended. */
export function watchWindow(child) {
  const leaves = exitsWhenReady()
  let state = 'waiting'
  const startedAt = performance.now()
  const late = setTimeout(() => {
    const what = state === 'waiting' ? 'The window is not ready' : 'There is no picture of the window'
    say(
      `${what} after ${readyLimitMs / 1000} s; what the app said is above.${leaves ? '' : ' Still waiting.'}`,
    )
    if (leaves) quit(child)
  }, readyLimitMs)

  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => {
    console.log(line)
    const { event, path } = readLine(line)
    if (event === 'ready') {
      state = 'ready'
      say(`Window: ready after ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`)
    }
    if (event === 'picture') {
      state = 'seen'
      clearTimeout(late)
      console.log(`Window: a picture of it is in ${path}`)
      if (leaves) quit(child)
      else say('Window: running; Ctrl-C ends it.')
    }
  })
  return new Promise((done) => {
    lines.on('close', () => {
      clearTimeout(late)
      done(state === 'seen')
    })
  })
}
