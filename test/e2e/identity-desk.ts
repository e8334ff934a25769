import { randomUUID } from 'node:crypto'
import { SYSTEM_ADMIN, type useSystem } from '../support/system.js'
import type { useBrowser, Window } from './browser.js'

/** What the stories about who is who have in common: a till that tells, and an operator at the console. */

export const TILL = 'pos-1'
const LAPTOP = { width: 1280, height: 900 } as const
const NARROW = { width: 1024, height: 800 } as const
const DAY_MS = 24 * 60 * 60 * 1000

type Identifiers = Record<string, string | boolean>

/** An event of the till; `days` ago. */
export const told = (type: string, identifiers: Identifiers, { days = 0, data = {} } = {}) => ({
  ...{ id: randomUUID(), type, source: TILL, identifiers, data },
  occurredAt: new Date(Date.now() - days * DAY_MS - 60_000).toISOString(),
})
export const order = (identifiers: Identifiers, orderNo: string, paidFen: number, days = 3) =>
  told('order.paid', identifiers, {
    ...{ days, data: { orderNo, paidFen, items: [], channel: 'pos' } },
  })

type Told = ReturnType<typeof told>

export function useIdentityDesk(
  system: ReturnType<typeof useSystem>,
  browser: ReturnType<typeof useBrowser>,
) {
  let desk: Window | undefined
  beforeAll(async () => {
    desk = await browser.open(LAPTOP)
    const { page } = desk
    await page.goto(`${system.now.url}/console/login`)
    await page.getByLabel('用户名').fill(SYSTEM_ADMIN.username)
    await page.getByLabel('密码').fill(SYSTEM_ADMIN.password)
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('heading', { name: '工作台' }).waitFor()
  }, 180_000)

  const open = (): Window => {
    if (desk === undefined) {
      throw new Error('the desk is opened in beforeAll: use it inside tests')
    }
    return desk
  }

  return {
    open,
    /** The events are told and everything that follows from them is done. */
    async send(...events: Told[]): Promise<void> {
      const results = await system.now.openApi().sendEvents(events)
      expect(results.map(({ status }) => status)).toEqual(events.map(() => 'accepted'))
      await system.now.drain()
    },
    go: (path: string) => open().page.goto(`${system.now.url}/console${path}`),
    /** The same view in both widths. */
    async shoot(name: string): Promise<void> {
      const { page, screenshot } = open()
      await screenshot(name)
      await page.setViewportSize(NARROW)
      await screenshot(`${name}-narrow`)
      await page.setViewportSize(LAPTOP)
    },
    /** Somebody of WeCom whom the till knows by a card: two orders of ¥26.00 and ¥31.80 hang on it. */
    async friendWithCard(name: string, memberNo: string) {
      const { control } = system.now
      const { personId } = await control.addPerson({ name })
      const { externalUserid } = await control.scan({ personId, userid: 'zhangsan' })
      await system.now.drain()
      await this.send(
        order({ memberNo }, `${memberNo}-1`, 2600, 9),
        order({ memberNo }, `${memberNo}-2`, 3180),
      )
      await this.send(told('customer.identified', { memberNo, externalUserid }))
      const resolve = () => system.now.openApi().resolve({ member_no: memberNo, source: TILL })
      return { customerId: await resolve(), resolve }
    },
  }
}
