import type { Contact, ContactWay, Person, WelcomeCode } from './model.js'
import { contactKey, type World } from './world.js'

/** QR code, of the `add_way` list of externalcontact/get. */
export const ADD_WAY_QR = 1
const WELCOME_CODE_CHARS = 43

type NewContact = Readonly<{
  userid: string
  person: Person
  createtimeSeconds: number
  state?: string | undefined
  tagIds?: readonly string[] | undefined
  half?: boolean | undefined
}>

/** Makes the two friends. A relation the customer had left begins anew; remarks and tags stay. */
export function befriend(world: World, wanted: NewContact): Contact {
  const { userid, person } = wanted
  const before = world.contacts.get(contactKey(userid, person.externalUserid))
  return world.contacts.put({
    userid,
    externalUserid: person.externalUserid,
    remark: before?.remark ?? person.name,
    description: before?.description ?? '',
    remarkCompany: before?.remarkCompany ?? '',
    remarkMobiles: before?.remarkMobiles ?? [],
    createtimeSeconds: wanted.createtimeSeconds,
    tagIds: [...new Set([...(before?.tagIds ?? []), ...(wanted.tagIds ?? [])])],
    addWay: ADD_WAY_QR,
    state: wanted.state ?? null,
    half: wanted.half ?? false,
    leftByCustomer: false,
  })
}

/** A code with which one welcome message may be sent within 20 s. */
export function mintWelcomeCode(world: World, contact: Contact, now: number): WelcomeCode {
  return world.welcomeCodes.put({
    code: world.mint('welcome', { length: WELCOME_CODE_CHARS }),
    userid: contact.userid,
    externalUserid: contact.externalUserid,
    createdAt: now,
    state: 'fresh',
  })
}

/** Who a scan of this code leads to: one of its staff, each in turn. */
export function staffBehind(world: World, way: ContactWay): string | undefined {
  const inParties = world.staff
    .all()
    .filter((staff) => staff.departments.some((id) => way.parties.includes(id)))
  const userids = [...new Set([...way.users, ...inParties.map((staff) => staff.userid)])]
  const turn = world.contacts.size() % Math.max(userids.length, 1)
  return userids[turn]
}

/** The living relations of a customer; those that the customer left still count as living. */
export function relationsOf(world: World, externalUserid: string): Contact[] {
  return world.contacts.by('externalUserid', externalUserid)
}
