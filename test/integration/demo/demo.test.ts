import { loadDemo } from '../../../scripts/demo/load-demo.js'
import { LIN } from '../../../scripts/demo/people/cast.js'
import { SYSTEM_ADMIN, useSystem } from '../../support/system.js'

const LOAD_MS = 150_000

const system = useSystem()

test(
  'the demo world is loaded once through the product’s own doors, and every screen has something to show',
  async () => {
    const { url, sandbox, openApiKey } = system.now
    const target = {
      serverUrl: url,
      sandboxUrl: sandbox.url,
      openApiKey,
      admin: SYSTEM_ADMIN,
    }
    const lines: string[] = []
    const startedAt = Date.now()
    expect(await loadDemo(target, (line) => lines.push(line))).toBe('loaded')
    lines.push(`in all: ${Date.now() - startedAt} ms`)
    if (process.env.SHOW) console.log(lines.join('\n'))

    const console_ = await system.now.asOperator()
    const before = await console_.customers({ limit: 1 })
    expect(before.total).toBe(2_000)
  },
  LOAD_MS,
)
