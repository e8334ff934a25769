import type { z } from 'zod'
import type { App } from '../../../server/app.js'
import type { RulesView } from '../../../server/modules/customers/rules/rules.contract.js'
import { RULES_JOB } from '../../../server/modules/customers/rules/rules.jobs.js'
import { asOperator, shopApp } from './shop-app.js'
import { told, useShop } from './shop.js'

// New rules as an operator has them drafted, tried and applied, and the people on whom they tell.

const RULES = '/api/identity/rules'
export const numbers = {
  ...{ maxIdentifiers: 50, maxClaimants: 5, maxPhones: 10 },
  ...{ silenceDays: 90, patientSilenceDays: 365 },
}
export const trusting = (isTrusted = true) => ({
  numbers,
  sources: [{ source: 'app', isTrusted }],
  reason: '小程序商城的数据核对过了',
})

type View = z.output<typeof RulesView>

/** The rules of the shop, through the routes of an application of its own. */
export function useRules(shop: ReturnType<typeof useShop>) {
  let app: App
  beforeAll(async () => {
    app = await shopApp(shop)
  })
  afterAll(() => app.close())

  async function send<Body = View>(method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) {
    const answer = await app.inject({
      ...{ method, url: `${RULES}${path}`, headers: asOperator('manager') },
      ...(payload === undefined ? {} : { payload }),
    })
    return { status: answer.statusCode, body: answer.json<Body & { code?: string }>() }
  }
  const get = async (version = 2) => (await send('GET', `/${version}`)).body
  const draft = async (body: object = trusting()) => (await send('POST', '', body)).body

  /** Runs the job; `steps`: how many it may make before the process wants to stop. */
  async function work({ steps = Infinity } = {}): Promise<void> {
    let left = steps + 1 // asked once before the first step, too
    const job = shop.shop().jobs.find(({ name }) => name === RULES_JOB)
    await job?.run({
      cursor: null,
      saveCursor: () => Promise.resolve(),
      isStopping: () => {
        left -= 1
        return left < 0
      },
    })
  }
  async function tried(body: object = trusting()): Promise<View> {
    const { revision, version } = await draft(body)
    await send('POST', `/${version}/trial`, { revision })
    await work()
    return get(version)
  }
  const applying = async ({ version, revision }: View) =>
    (await send('POST', `/${version}/application`, { revision, reason: '试算过了' })).body

  const said = (n: number | string) =>
    told({ openid: `y${n}`, appid: 'wx1', unionid: `z${n}` }, { isTrusted: false, source: 'app' })
  /** Two customers each, of whom only an untrusted source says that they are one. */
  async function pairs(count: number): Promise<void> {
    const all = Array.from({ length: count }, (_, n) => n)
    await shop.work(
      ...all.flatMap((n) => [told({ openid: `y${n}`, appid: 'wx1' }), told({ unionid: `z${n}` })]),
    )
    await shop.work(...all.map(said))
  }
  const isOne = async (n: number | string) => {
    const openid = await shop.resolve({ openid: `y${n}`, appid: 'wx1' })
    return openid === (await shop.resolve({ unionid: `z${n}` }))
  }

  /** The list as somebody else would see it. */
  const listAs = (operator: string) => app.inject({ url: RULES, headers: asOperator(operator) })

  return { send, listAs, get, draft, work, tried, applying, said, pairs, isOne }
}
