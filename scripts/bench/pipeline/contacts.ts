import { sandboxClient } from '../../clients/sandbox-client.js'
import { prepareEdits, wecomKeysOf, type Contact } from '../load/callbacks.js'
import type { Stage } from '../stage.js'
import type { Work } from './work.js'

const STAFF = 'bench-staff'

/** Contacts that a member of staff edits: each is read anew from WeCom (the sandbox), and is new to us. */
export async function contactsAtWork(
  stage: Stage,
  { sets, events }: { sets: number; events: number },
): Promise<Work> {
  const contacts = await seed(stage, sets * events)
  const keys = wecomKeysOf(stage.environment('bench'))
  return {
    name: 'edited contacts, each read from WeCom',
    send: (product, set, { from, to }) => {
      const start = set * events
      return product.sendCallbacks(prepareEdits(keys, contacts.slice(start + from, start + to)))
    },
  }
}

async function seed(stage: Stage, count: number): Promise<Contact[]> {
  const sandbox = sandboxClient(stage.sandboxUrl)
  const keys = Array.from({ length: count }, (_, index) => `bench-contact-${index}`)
  const createtime = Math.floor(Date.now() / 1_000) - 3_600
  const { people } = await sandbox.seed({
    staff: [{ userid: STAFF, name: '导购' }],
    people: keys.map((key, index) => ({ key, name: `顾客${index}` })),
    contacts: keys.map((personKey) => ({ personKey, userid: STAFF, createtime })),
  })
  return people.map(({ externalUserid }) => ({ userid: STAFF, externalUserid }))
}
