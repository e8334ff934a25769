import { z } from 'zod'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import type { System } from '../../support/system.js'

const WITHIN = { withinMs: 60_000 }
export const STAFF = 'zhangsan'
const anything = z.unknown()

type Pair = Readonly<{ userid: string; externalUserid: string }>
export const pairOf = ({ userid, externalUserid }: Pair): Pair => ({ userid, externalUserid })

/** People of the sandbox who become contacts, and staff who edit them. */
export function wecomPeople(system: { readonly now: System }) {
  async function idle(): Promise<void> {
    await waitUntil(async () => {
      const answer = await system.now.control.send('GET', '/idle', z.object({ idle: z.boolean() }))
      if (!answer.body.idle) {
        throw new Error('callbacks are still on their way')
      }
    }, WITHIN)
  }

  /** Everything that WeCom had to say has arrived and is worked. */
  async function settled(): Promise<void> {
    await idle()
    await system.now.drain()
  }

  async function person(name = '小满', more: object = {}) {
    const { body } = await system.now.control.send(
      'POST',
      '/people',
      z.object({ personId: z.string(), externalUserid: z.string(), unionid: z.string() }),
      { body: { name, ...more } },
    )
    return body
  }

  async function contact(name = '小满', more: object = {}) {
    const someone = await person(name)
    await system.now.control.send('POST', '/scan', anything, {
      body: { personId: someone.personId, userid: STAFF, ...more },
    })
    return { ...someone, userid: STAFF }
  }

  async function edit(body: object): Promise<string> {
    const answer = await system.now.control.send(
      'POST',
      '/contacts/edit',
      z.object({ callbackId: z.string() }),
      { body },
    )
    return answer.body.callbackId
  }

  return { settled, person, contact, edit }
}
