import { sealedPush, type Wire } from './sealing.js'
import { useTarget } from './target.js'
import { MESSAGES, xmlOf } from './valid.js'

// What fuzzing has found, each once by name.

const target = useTarget('_fuzz_found')

const send = async ({ method, url, headers = {}, payload = '' }: Wire) =>
  (await target.now.app.inject({ method, url, headers, payload })).statusCode

// Found: CreateTime 999999999999999 became an invalid date, which the database keeps as 1970.
test.each(['wecom', 'mini'] as const)(
  'an event of %s whose time no calendar has is stored under the time of its envelope',
  async (platform) => {
    const [make] = MESSAGES[platform]
    for (const CreateTime of [8_640_000_000_001, -8_640_000_000_001, 999_999_999_999_999]) {
      const text = xmlOf({ ...make(target.now), CreateTime })
      const { wire, key } = sealedPush(target.now, platform, { text, asJson: false })
      const before = Date.now()
      expect(await send(wire)).toBe(200)
      const rows = target.now.deps.db.collection<{ _id: string; occurredAt: Date }>('inbox')
      const row = await rows.findOne({ _id: key })
      expect(Math.abs((row?.occurredAt.getTime() ?? 0) - before)).toBeLessThan(60_000)
    }
  },
)
