import type { Fleet } from './fleet.js'
import type { Ledger } from './ledger.js'

type Owned = Readonly<{ _id: string; ownerId: string | null }>

/**
 * Contacts: whoever's callback was acknowledged is one living customer with one "added" on the timeline and one recorded
 * welcome, together with the openid that was let in to the mini-program; nobody, acknowledged or not, got two messages.
 */
export async function brokenContacts(fleet: Fleet, { contacts }: Ledger): Promise<string[]> {
  const { db } = fleet.database
  const keyOf = (externalUserid: string) => `external_userid:${fleet.corpId}:${externalUserid}`
  const openidKey = (openid: string) => `openid:${fleet.appId}:${openid}`
  const openidKeys = ({ openid }: Ledger['contacts'][number]) =>
    openid === null ? [] : [openidKey(openid)]
  const ids = contacts.map(({ externalUserid }) => externalUserid)
  const identifiers = await db
    .collection<Owned>('identifiers')
    .find({ _id: { $in: [...ids.map(keyOf), ...contacts.flatMap(openidKeys)] } })
    .toArray()
  const ownerOf = new Map(identifiers.map(({ _id, ownerId }) => [_id, ownerId]))
  const added = await countBy('timeline', 'identifierKey', {
    type: 'contact.added',
    identifierKey: { $in: ids.map(keyOf) },
  })
  const welcomed = await countBy('welcomes', 'externalUserid', { externalUserid: { $in: ids } })
  const broken: string[] = []

  for (const { externalUserid, callbackId, openid } of contacts) {
    const callback = await fleet.sandbox.callback(callbackId)
    const messages = await fleet.sandbox.messages(externalUserid)
    const who = `contact ${externalUserid}`
    const isStored = ownerOf.has(keyOf(externalUserid))
    if (messages.length > 1) {
      broken.push(`${who} was welcomed ${messages.length} times`)
    }
    if (callback.state === 'delivered' && !isStored) {
      broken.push(`lost: ${who} was acknowledged and is no customer`)
    }
    if (openid !== null && !ownerOf.has(openidKey(openid))) {
      broken.push(`lost: ${who} was let in to the mini-program and is no customer there`)
    }
    if (!isStored) {
      continue
    }
    if (openid !== null && ownerOf.get(openidKey(openid)) !== ownerOf.get(keyOf(externalUserid))) {
      broken.push(`${who} and its openid are two customers`)
    }
    if ((ownerOf.get(keyOf(externalUserid)) ?? null) === null) {
      broken.push(`${who} is nobody's`)
    }
    const times = added.get(keyOf(externalUserid)) ?? 0
    const welcomes = welcomed.get(externalUserid) ?? 0
    // whoever only the comparison with WeCom has found came without a welcome code
    const isWelcomed = welcomes === 1 || (welcomes === 0 && callback.state !== 'delivered')
    if (times !== 1 || !isWelcomed) {
      broken.push(`${who} was added ${times} times, with ${welcomes} recorded welcomes`)
    }
  }
  return broken

  async function countBy(collection: string, field: string, filter: Record<string, unknown>) {
    const counts = await db
      .collection(collection)
      .aggregate<{ _id: string; count: number }>([
        { $match: filter },
        { $group: { _id: `$${field}`, count: { $sum: 1 } } },
      ])
      .toArray()
    return new Map(counts.map(({ _id, count }) => [_id, count]))
  }
}
