import type { SeededPerson } from '../../clients/sandbox-client.js'
import type { SystemClients } from '../../clients/system-clients.js'
import type { Random } from '../random.js'
import type { DemoContact } from './contacts.js'
import type { DemoPerson } from './people.js'

/** What the sandbox minted for a person of ours. */
export type PeopleById = ReadonlyMap<string, SeededPerson>

const RECONCILE_MS = 120_000
const DRAIN_MS = 120_000

/** The people become WeChat users of the sandbox's world. */
export async function loadPeople(
  { sandbox }: SystemClients,
  everybody: readonly DemoPerson[],
): Promise<PeopleById> {
  const people = everybody.map(({ key, name, gender, phone }) => ({ key, name, gender, phone }))
  const seeded = await sandbox.seed({ people })
  return new Map(seeded.people.map((person) => [person.key ?? '', person]))
}

/** Friendships with past dates come into the sandbox's world without callbacks; the first reconcile pulls them. */
export async function loadContacts(
  { sandbox, console, open }: SystemClients,
  contacts: readonly DemoContact[],
  stateOf: ReadonlyMap<string, string>,
): Promise<string> {
  const { unknown } = await sandbox.seed({
    contacts: contacts.map(({ personKey, userid, at, isByCode, tags, remark }) => ({
      personKey,
      userid,
      createtime: Math.floor(at.getTime() / 1_000),
      tags,
      ...(isByCode ? { state: stateOf.get(userid) } : {}),
      ...(remark === null ? {} : { remark }),
    })),
  })
  if (unknown > 0) {
    throw new Error(`the sandbox does not know the person or the staff of ${unknown} contacts`)
  }
  await console.runJob('wecom.reconcile-contacts', { withinMs: RECONCILE_MS })
  await open.drain({ withinMs: DRAIN_MS })
  return `${contacts.length} contacts`
}

const LEFT_BY_CUSTOMER = 9
const LEFT_BY_STAFF = 3

/** Some leave today: WeCom tells that by callback only. Nobody of the cast, and nobody of today. */
export async function letSomeLeave(
  { sandbox, open }: SystemClients,
  contacts: readonly DemoContact[],
  { byKey, random }: Readonly<{ byKey: PeopleById; random: Random }>,
): Promise<string> {
  const older = contacts.filter(({ personKey }) => /^demo-\d+$/.test(personKey))
  const drawn = Array.from({ length: LEFT_BY_CUSTOMER + LEFT_BY_STAFF }, (_, index) =>
    random.fork(`leaves-${index}`).pick(older.slice(0, Math.floor(older.length * 0.9))),
  )
  const leaving = [...new Set(drawn)]
  for (const [index, { personKey, userid }] of leaving.entries()) {
    const pair = { userid, externalUserid: byKey.get(personKey)?.externalUserid ?? '' }
    await (index < LEFT_BY_STAFF ? sandbox.deleteByStaff(pair) : sandbox.deleteByCustomer(pair))
  }
  await open.drain()
  return `${leaving.length} have left`
}
