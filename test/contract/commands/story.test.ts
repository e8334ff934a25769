import { STORIES } from '../../../scripts/stories/index.js'
import { SYSTEM_ADMIN, useSystem } from '../../support/system.js'
import { runCommand } from './run-command.js'

const PLAY_MS = 180_000
const SMALL = 30
const system = useSystem({ suffix: '_commands' })

const running = () => ({
  options: `--server ${system.now.url} --sandbox ${system.now.sandbox.url} --key=${system.now.openApiKey}`,
  environment: { ADMIN_PASSWORD: SYSTEM_ADMIN.password },
})

test(
  'npm run story -- --list: names every story',
  async () => {
    const { code, stdout } = await runCommand('npm run story -- --list')
    expect(code).toBe(0)
    expect(
      STORIES.filter(({ name, title }) => !stdout.includes(`${name} `) || !stdout.includes(title)),
    ).toEqual([])
  },
  PLAY_MS,
)

test(
  'npm run story: asks which one, and begins nothing',
  async () => {
    const { code, output } = await runCommand('npm run story')
    expect(code).toBe(1)
    expect(output).toContain('first-visit')
    expect(output).not.toContain('starting a fresh one')
  },
  PLAY_MS,
)

const PLAYED = [
  'npm run story -- first-visit',
  'npm run story -- existing-shop',
  'npm run story -- late-unionid',
  'npm run story -- two-phones',
  'npm run story -- family-phone',
  'npm run story -- store-tablet',
  'npm run story -- wrong-merge-undone',
  'npm run story -- order-and-refund',
  'npm run story -- late-payment',
  'npm run story -- presale-voucher',
  'npm run story -- lost-notification',
  'npm run story -- bill-difference',
]

test('every story is played here', () => {
  expect(PLAYED).toEqual(STORIES.map(({ name }) => `npm run story -- ${name}`))
})

test.each(PLAYED)(
  '%s: on a running system, step by step, each as told',
  async (command) => {
    const { options, environment } = running()
    const size = `--size ${SMALL}` // the full size is played by hand
    const { code, stdout } = await runCommand(`${command} ${options} ${size}`, environment)
    expect({ code, stdout }).toMatchObject({ code: 0 })
    expect(stdout).toMatch(/ 1 {2}\d\d:\d\d:\d\d\.\d{3} {2}.+\(\d+ ms\)/)
    expect(stdout).toMatch(/arrived {2}.+/)
    expect(stdout).toMatch(/written {2}.+/)
    expect(stdout).toContain('all as told')
  },
  PLAY_MS,
)

// Guarantee: a story cannot come out well when the product does not.
test(
  'npm run story -- first-visit: a step that does not come out as told ends it with a reason and a code',
  async () => {
    const { options, environment } = running()
    await system.now.control.addFault({ kind: 'drop', area: 'wecom', times: 1 })
    const { code, output } = await runCommand(
      `npm run story -- first-visit ${options}`,
      environment,
    )
    expect(code).toBe(1)
    expect(output).toContain('did not come out as told')
    expect(output).not.toContain('all as told')
  },
  PLAY_MS,
)
