import { spawn } from 'node:child_process'
import { Problem } from './problem'

/** What a fresh library must do before it is let in: load, and multiply. Run in a child, which a bad one ends. */
const program = `
const binding = require(process.argv[1])
const backend = binding
const a = backend.createTensor([2, 2], binding.TF_FLOAT, new Float32Array([1, 2, 3, 4]))
const flag = (name) => ({ name, type: binding.TF_ATTR_BOOL, value: false })
const type = { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT }
const attributes = [flag("transpose_a"), flag("transpose_b"), type]
const [out] = backend.executeOp("MatMul", attributes, [a, a], 1)
const numbers = [...backend.tensorDataSync(out.id)].join()
if (numbers !== '7,10,15,22') throw new Error('2 x 2 matrices multiply to ' + numbers)
console.log(JSON.stringify({ version: binding.TF_Version }))`

const limitMs = 120_000

/** @returns the library's version. @throws Problem when it does not load or cannot multiply */
export function smokeTest(binding: string, environment: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['-e', program, binding], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', TF_CPP_MIN_LOG_LEVEL: '3', ...environment },
      timeout: limitMs,
      killSignal: 'SIGKILL',
    })
    const [said, complained]: [string[], string[]] = [[], []]
    child.stdout.on('data', (text: Buffer) => said.push(text.toString()))
    child.stderr.on('data', (text: Buffer) => complained.push(text.toString()))
    child.on('error', reject)
    child.on('close', (code) => {
      const version = /"version":"([^"]+)"/.exec(said.join(''))?.[1]
      if (code === 0 && version) resolve(version)
      else
        reject(
          new Problem(
            `The library does not work here: ${tellingLine(complained.join('')) || `code ${code}`}`,
          ),
        )
    })
  })
}

const tellingLine = (text: string): string =>
  text
    .split('\n')
    .find((line) => /error/i.test(line))
    ?.trim()
    .slice(0, 300) ?? ''
