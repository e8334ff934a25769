import { runCommand } from './run-command.js'

// Guarantee: the command plays the scenarios of npm test, says what it did in one line, and fails when nothing was played.
// One short scenario here: all of them are in test/integration/crash, and `--all` takes longer than every other test.

const RUN_MS = 10 * 60_000

test(
  'npm run crash -- --scenario NAME: plays it under every fault and sums up in its last line',
  async () => {
    const { code, stdout } = await runCommand('npm run crash -- --scenario unknown --seed 7', {})
    expect({ code, stdout }).toMatchObject({ code: 0 })
    expect(stdout.trim().split('\n').at(-1)).toMatch(
      /^crash: \d{4}-\d\d-\d\d, 1 scenarios, \d+ commands and \d+ calls recorded, \d+ runs, 0 failures, seed 7, \d+ s$/,
    )
  },
  RUN_MS,
)

test(
  'npm run crash: refuses what it does not know and a scenario that nobody has',
  async () => {
    expect((await runCommand('npm run crash -- --every', {})).code).toBe(1)
    const { code, stdout } = await runCommand(
      'npm run crash -- --all --scenario nobody-has-this',
      {},
    )
    expect(code).toBe(1)
    expect(stdout).toContain('0 scenarios')
  },
  RUN_MS,
)
