import { runCommand } from './run-command.js'

const LONG_MS = 300_000
/** npm itself, and comparing what the builds are made from. */
const QUICK_MS = 20_000

test(
  'npm run setup: what is in place is left alone, so a second run is quick',
  async () => {
    expect(await runCommand('npm run setup')).toMatchObject({ code: 0 })
    const startedAt = Date.now()
    const { code, output } = await runCommand('npm run setup')
    expect(code).toBe(0)
    expect(output).toContain('everything is in place')
    expect(output).not.toMatch(/compiling|installing|building/)
    expect(Date.now() - startedAt).toBeLessThan(QUICK_MS)
  },
  LONG_MS,
)
