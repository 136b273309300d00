import type { Command } from '../command'

export const engineCommand: Command = {
  usage: 'engine',
  about: 'say what can train on this machine, measured',
  operands: [],
  options: [],
  async run({ service, terminal }) {
    const info = await service.call('engine.test', { again: false })
    for (const { name, available, device, reason, stepMs } of info.rungs) {
      const time = stepMs === null ? '' : ` ${stepMs.toFixed(0)} ms per test step.`
      terminal.say(
        `${name === info.inUse ? '>' : ' '} ${available ? 'yes' : 'no '} ${name.padEnd(7)} ${reason || `Works on ${device}.`}${time}`,
      )
    }
    terminal.result(info)
  },
}
