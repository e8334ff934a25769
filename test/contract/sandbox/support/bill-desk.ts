import { createHash } from 'node:crypto'
import type { World } from './clients.js'

const DAY_MS = 24 * 3_600_000
const SHANGHAI_MS = 8 * 3_600_000

export const sha1 = (bytes: Buffer) => createHash('sha1').update(bytes).digest('hex')
/** The rows between the head and the summary, as cells. */
export const rows = (lines: string[]) => lines.slice(1, -3).map((line) => line.slice(1).split(',`'))

/** Asks for bills and downloads them as a merchant does. */
export function billDesk(world: World) {
  const nowMs = async () => (await world.control<{ nowMs: number }>('/clock')).nowMs
  const today = async () => new Date((await nowMs()) + SHANGHAI_MS).toISOString().slice(0, 10)

  /** Moves the sandbox's clock to this time of the next day in Shanghai, so that tests share no day. */
  async function toNextDayAt(timeMs: number): Promise<void> {
    const local = (await nowMs()) + SHANGHAI_MS
    const target = (Math.floor(local / DAY_MS) + 1) * DAY_MS + timeMs
    await world.control('/clock/advance', { ms: target - local })
  }
  const asked = (path: string) => world.pay('GET', path)
  const trade = (date: string, more = '') => asked(`/v3/bill/tradebill?bill_date=${date}${more}`)
  const flow = (date: string, more = '') => asked(`/v3/bill/fundflowbill?bill_date=${date}${more}`)

  /** Signs the path of the address, which names the real host, and sends it to the sandbox. */
  async function download(reply: Awaited<ReturnType<typeof asked>>) {
    const { download_url: address, hash_value: hash, hash_type: hashType } = reply.value
    expect(hashType).toBe('SHA1')
    const url = new URL(String(address))
    expect(url.origin).toBe('https://api.mch.weixin.qq.com')
    const { response, bytes } = await world.payFile(`${url.pathname}${url.search}`)
    return { response, bytes, sha1: hash, lines: bytes.toString('utf8').split('\r\n') }
  }
  return { today, toNextDayAt, asked, trade, flow, download }
}
