/** Follows an app that nobody can see: says when its window is ready and where the picture of it is. */
import { createInterface } from 'node:readline'
import { say } from './say.mjs'

const readyLimitMs = 60_000
const quitLimitMs = 5_000

/** What Chromium complains of on every machine without a desktop bus or a GPU; it does without them. */
const expectedComplaints = /:ERROR:(bus|viz_main_impl|command_buffer_proxy_impl)\.cc\(/

const complaints = {
  waiting: 'its window was ready',
  ready: 'there was a picture of its window',
}

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

/** Calls `after` when the app is late, unless it is told in time that all was seen. */
function startClock(state, after) {
  return setTimeout(() => {
    say(`Window: ${readyLimitMs / 1000} s went by before ${complaints[state()]}; what the app said is above.`)
    after()
  }, readyLimitMs)
}

function passComplaints(child) {
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (!expectedComplaints.test(line)) console.error(line)
  })
}

/** One line for each thing that happens; resolves with whether the window was seen when the app has ended. */
export function watchWindow(child) {
  const leaves = exitsWhenReady()
  const startedAt = performance.now()
  let state = 'waiting'
  const clock = startClock(
    () => state,
    () => (leaves ? quit(child) : say('Window: still waiting; Ctrl-C ends it.')),
  )

  const handlers = {
    ready() {
      state = 'ready'
      say(`Window: ready after ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`)
    },
    picture(path) {
      state = 'seen'
      clearTimeout(clock)
      console.log(`Window: a picture of it is in ${path}`)
      if (leaves) quit(child)
      else say('Window: running; Ctrl-C ends it.')
    },
    other() {},
  }

  passComplaints(child)
  createInterface({ input: child.stdout }).on('line', (line) => {
    console.log(line)
    const { event, path } = readLine(line)
    handlers[event](path)
  })
  return new Promise((done) => {
    child.on('close', () => {
      clearTimeout(clock)
      if (state !== 'seen') say(`Window: the app ended before ${complaints[state]}; what it said is above.`)
      done(state === 'seen')
    })
  })
}
