import { openSystem, type SystemClients } from '../../scripts/clients/system-clients.js'
import { existingShop } from '../../scripts/stories/existing-shop.js'
import { firstVisit } from '../../scripts/stories/first-visit.js'
import { playStory } from '../../scripts/stories/story.js'
import { SYSTEM_ADMIN, useSystem } from '../support/system.js'

/*
 * Chapter 1: a first visit
 * ========================
 *
 * Huike hears about one person from three sides that do not know each other:
 *
 *   WeCom          says `external_userid` when somebody becomes the friend of a staff member;
 *   mini-program   says `openid` when somebody logs in, and pays with it;
 *   other systems  say whatever they know: an openid of their own app, a member number, a phone.
 *
 * WeChat itself ties the first two together with the `unionid`. This chapter lets a person walk through all of it on
 * the real parts: the server with its worker, a MongoDB replica set, and the sandbox, which stands in for WeChat with
 * real signatures and encryption. What you read here is what runs; `npm run story -- first-visit` prints the same.
 */

const system = useSystem()
const MINUTE_MS = 60_000

async function doors(): Promise<SystemClients> {
  const { url, sandbox, openApiKey } = system.now
  return await openSystem({
    serverUrl: url,
    sandboxUrl: sandbox.url,
    openApiKey,
    admin: SYSTEM_ADMIN,
  })
}

describe('1. A stranger becomes one customer with one order', () => {
  /*
   * A shop needs little: a store, something to sell, and a staff member with a channel code. The code carries a random token,
   * its `state`; it comes back with everybody who scans it, and so the code knows whom it has brought.
   *
   * Each step below says what arrived and what was written because of it. A callback is answered as soon as its event
   * is stored; everything else happens after that, in the worker, once. Press the keys yourself: `npm start`, open the
   * sandbox, scan a code.
   */
  test(
    'scan, welcome, log-in, order, payment, timeline',
    async () => {
      const steps = await playStory(firstVisit, await doors())
      expect(steps.map(({ title }) => title)).toEqual([
        'A store is open, and a staff member there has a channel code',
        '郭小满 walks in; she has WeChat, and nobody here knows her',
        'She scans "收银台" and becomes a friend of 张三 in WeCom',
        '张三 greets her by herself, while the welcome code lives (20 s)',
        'She opens the mini-program and is logged in',
        'She looks at the shop and orders, to be picked up',
        'She pays in WeChat',
        'The console shows one customer with the whole story',
      ])
    },
    MINUTE_MS,
  )

  /*
   * Nothing of it was written twice. The sandbox counts the calls that reached it: one welcome, one prepay order. The
   * inbox keeps every event that came in, with what became of it; nothing waits and nothing is dead.
   */
  test('every outside effect happened once', async () => {
    const { sandbox, open } = await doors()
    const [welcomes, prepays] = await Promise.all([
      sandbox.calls('send_welcome_msg'),
      sandbox.calls('/v3/pay/transactions/jsapi'),
    ])
    expect(welcomes).toHaveLength(1)
    expect(prepays).toHaveLength(1)
    expect(await open.stats()).toMatchObject({ pending: 0, leased: 0, waiting: 0, dead: 0 })
  })

  /*
   * Who is who is never guessed from a name or a phone. Ask by any identifier that WeChat has proved and the answer is
   * the same customer; ask by one that nobody has seen and the answer is nobody.
   */
  test('every proved identifier leads to the same customer', async () => {
    const { console, open } = await doors()
    const { items } = await console.customers({ search: '郭小满' })
    expect(items).toHaveLength(1)
    const { customerId, identifiers } = await console.customer(items[0]?.customerId ?? '')
    const asked = identifiers.map(({ type, scope, value }) => ({
      [type]: value,
      ...(type === 'openid' ? { appid: scope } : {}),
    }))
    const answers = await Promise.all(asked.map((query) => open.resolve(query)))
    expect(identifiers.map(({ type }) => type).sort()).toEqual([
      'external_userid',
      'openid',
      'unionid',
    ])
    expect(answers).toEqual(asked.map(() => customerId))
    expect(await open.resolve({ unionid: 'nobody-has-this-unionid' })).toBeNull()
  })
})

describe('2. A shop that is there already keeps what it has', () => {
  /*
   * Most brands sell through some mini-program or till already. They send events to `POST /open/v1/events`, in any
   * order and as often as they like: (source, id) is the key for ever. A refund that arrives before its order waits for
   * it and moves no money until then.
   */
  test(
    'orders of another mini-program find the same customer',
    async () => {
      const steps = await playStory(existingShop, await doors())
      expect(steps).toHaveLength(7)
      expect(steps.flatMap(({ lines }) => lines.map(({ text }) => text))).toContainEqual(
        'inbox event order.refunded waits for its order',
      )
    },
    MINUTE_MS,
  )
})
