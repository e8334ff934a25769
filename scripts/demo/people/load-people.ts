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
/** The oldest friendships. */
const SHARE_THAT_MAY_LEAVE = 0.9

/** Some leave today: WeCom tells that by callback only. Nobody of the cast, nobody of the newest, nobody twice. */
export async function letSomeLeave(
  system: SystemClients,
  contacts: readonly DemoContact[],
  { byKey, random }: Readonly<{ byKey: PeopleById; random: Random }>,
): Promise<string> {
  const others = contacts.filter(({ personKey }) => /^demo-\d+$/.test(personKey))
  const older = others.slice(0, Math.floor(others.length * SHARE_THAT_MAY_LEAVE))
  const drawn = Array.from({ length: LEFT_BY_CUSTOMER + LEFT_BY_STAFF }, (_, index) =>
    random.fork(`leaves-${index}`).pick(older),
  )
  const leaving = [...new Set(drawn)]
  for (const [index, { personKey, userid }] of leaving.entries()) {
    const pair = { userid, externalUserid: byKey.get(personKey)?.externalUserid ?? '' }
    if (await isFriend(system, pair)) {
      await (index < LEFT_BY_STAFF
        ? system.sandbox.deleteByStaff(pair)
        : system.sandbox.deleteByCustomer(pair))
    }
  }
  await system.open.drain()
  return `${leaving.length} have left`
}

type Pair = Readonly<{ userid: string; externalUserid: string }>

/** A load that was broken off here has sent some of them away already. */
async function isFriend({ open }: SystemClients, { userid, externalUserid }: Pair) {
  const customerId = await open.resolve({ external_userid: externalUserid })
  const { staff } = customerId === null ? { staff: [] } : await open.customer(customerId)
  return staff.some((friend) => friend.userid === userid && friend.state === 'active')
}
