import { z } from 'zod'
import type { XmlField } from '../callbacks/xml.js'
import type { Context } from '../context.js'
import { sendContactEvent } from '../wecom/callbacks.js'
import { befriend, mintWelcomeCode, staffBehind } from '../world/contacts.js'
import type { Contact, ContactWay } from '../world/model.js'
import { findTag } from '../world/tags.js'
import { contactKey } from '../world/world.js'
import { bodyless, ControlError, limitOf, route } from './api.js'
import { personById } from './people.js'

const DEFAULT_CONTACTS = 200

const Scan = z.strictObject({
  personId: z.string(),
  configId: z.string().optional(),
  state: z.string().optional(),
  userid: z.string().optional(),
  /** The staff member has not confirmed yet: add_half_external_contact. */
  half: z.boolean().default(false),
  /** False: no WelcomeCode, as when a console welcome message is configured for the staff. */
  welcome: z.boolean().default(true),
})

type ScanBody = z.output<typeof Scan>

/** Which code was scanned: by its config_id, by its state, or a staff member's own code. */
function scanned(context: Context, body: ScanBody): { userid: string; way: ContactWay | null } {
  const { world } = context
  const byState =
    body.state === undefined ? undefined : world.contactWays.by('state', body.state)[0]
  const way = body.configId === undefined ? byState : world.contactWays.get(body.configId)
  if (way === undefined && (body.configId !== undefined || body.userid === undefined)) {
    throw new ControlError(404, 'contact-way-not-found', body.configId ?? body.state)
  }
  const userid = body.userid ?? (way === undefined ? undefined : staffBehind(world, way))
  if (userid === undefined || world.staff.get(userid) === undefined) {
    throw new ControlError(404, 'staff-not-found', userid)
  }
  return { userid, way: way ?? null }
}

/** A person scans a code and becomes a contact. Who is one already raises no event. */
export function scan(context: Context, body: ScanBody) {
  const { world, clock } = context
  const person = personById(context, body.personId)
  const { userid, way } = scanned(context, body)
  const known = world.contacts.get(contactKey(userid, person.externalUserid))
  const head = { externalUserid: person.externalUserid, userid, personId: person.personId }
  if (known !== undefined && !known.leftByCustomer) {
    return { ...head, alreadyFriends: true, welcomeCode: null, callbackId: null }
  }
  const state = (way?.state ?? '') || body.state
  const half = body.half
  const createtimeSeconds = clock.nowSeconds()
  const contact = befriend(world, { userid, person, createtimeSeconds, state, half })
  const welcomeCode = body.welcome ? mintWelcomeCode(world, contact, clock.now()).code : null
  const change = half ? 'add_half_external_contact' : 'add_external_contact'
  const extra: XmlField[] = [
    ...(state === undefined ? [] : [['State', state] as const]),
    ...(welcomeCode === null ? [] : [['WelcomeCode', welcomeCode] as const]),
  ]
  const delivery = sendContactEvent(context, change, { ...contact, extra })
  return { ...head, alreadyFriends: false, welcomeCode, callbackId: delivery.id }
}

const Pair = z.strictObject({ userid: z.string(), externalUserid: z.string() })
const Edit = Pair.extend({
  remark: z.string().optional(),
  description: z.string().optional(),
  addTags: z.array(z.string()).default([]),
  removeTags: z.array(z.string()).default([]),
  remarkMobiles: z.array(z.string()).optional(),
})

function contactOf({ world }: Context, pair: z.output<typeof Pair>): Contact {
  const contact = world.contacts.get(contactKey(pair.userid, pair.externalUserid))
  if (contact === undefined) {
    throw new ControlError(404, 'contact-not-found', `${pair.userid} ${pair.externalUserid}`)
  }
  return contact
}

/** A tag by id or by name. */
function tagId({ world }: Context, named: string): string {
  const tags = world.tagGroups.all().flatMap((group) => group.tags)
  const found = findTag(world, named)?.tag ?? tags.find(({ name }) => name === named)
  if (found === undefined) {
    throw new ControlError(404, 'tag-not-found', named)
  }
  return found.id
}

/** A staff member edits the contact in the client: that alone raises the edit event. */
function editByHand(context: Context, body: z.output<typeof Edit>) {
  const contact = contactOf(context, body)
  const removed = body.removeTags.map((named) => tagId(context, named))
  const added = body.addTags.map((named) => tagId(context, named))
  const kept = contact.tagIds.filter((id) => !removed.includes(id))
  contact.tagIds = [...new Set([...kept, ...added])]
  contact.remark = body.remark ?? contact.remark
  contact.description = body.description ?? contact.description
  contact.remarkMobiles = body.remarkMobiles ?? contact.remarkMobiles
  return { callbackId: sendContactEvent(context, 'edit_external_contact', contact).id }
}

/** After this get and list no longer show the relation. */
function deletedByStaff(context: Context, pair: z.output<typeof Pair>) {
  const contact = contactOf(context, pair)
  context.world.contacts.remove(contactKey(contact.userid, contact.externalUserid))
  return { callbackId: sendContactEvent(context, 'del_external_contact', contact).id }
}

/** After this get and list go on showing the relation as before: only the callback tells. */
function deletedByCustomer(context: Context, pair: z.output<typeof Pair>) {
  const contact = contactOf(context, pair)
  contact.leftByCustomer = true
  return { callbackId: sendContactEvent(context, 'del_follow_user', contact).id }
}

/** The staff member confirms a half-added contact. A code that was used is not given again. */
function confirmHalf(context: Context, pair: z.output<typeof Pair>) {
  const contact = contactOf(context, pair)
  if (!contact.half) {
    throw new ControlError(409, 'contact-not-half', pair.externalUserid)
  }
  contact.half = false
  const extra: XmlField[] = contact.state === null ? [] : [['State', contact.state]]
  return {
    callbackId: sendContactEvent(context, 'add_external_contact', { ...contact, extra }).id,
  }
}

/** One of the two writes: fresh welcome codes of theirs answer 41051 from now on. */
function startChat(context: Context, pair: z.output<typeof Pair>) {
  const { userid, externalUserid } = contactOf(context, pair)
  const theirs = context.world.welcomeCodes
    .all()
    .filter((code) => code.userid === userid && code.externalUserid === externalUserid)
  theirs.filter(({ state }) => state === 'fresh').forEach((code) => (code.state = 'chatting'))
  return { codes: theirs.length }
}

export const contactRoutes = [
  bodyless('GET', '/contacts', ({ context: { world }, query }) => {
    const userid = query['userid'] ?? ''
    const all = userid === '' ? world.contacts.all() : world.contacts.by('userid', userid)
    const newest = all.slice(-limitOf(query, DEFAULT_CONTACTS)).reverse()
    const contacts = newest.map((contact) => {
      const person = world.people.by('externalUserid', contact.externalUserid)[0]
      return { ...contact, personId: person?.personId, name: person?.name, avatar: person?.avatar }
    })
    return { contacts, total: all.length }
  }),
  bodyless('GET', '/contact-ways', ({ context }) => ({
    contactWays: context.world.contactWays
      .all()
      .reverse()
      .map((way) => ({ ...way, page: `${context.url()}/qr/${way.configId}` })),
  })),
  route('POST', '/scan', Scan, ({ context, body }) => scan(context, body)),
  route('POST', '/contacts/edit', Edit, ({ context, body }) => editByHand(context, body)),
  route('POST', '/contacts/confirm', Pair, ({ context, body }) => confirmHalf(context, body)),
  route('POST', '/contacts/start-chat', Pair, ({ context, body }) => startChat(context, body)),
  route('POST', '/contacts/delete-by-staff', Pair, ({ context, body }) =>
    deletedByStaff(context, body),
  ),
  route('POST', '/contacts/delete-by-customer', Pair, ({ context, body }) =>
    deletedByCustomer(context, body),
  ),
]
