import type { mongo } from 'mongoose'
import type { Id } from '../../platform/ids/index.js'
import type { Db, Tx } from '../../platform/mongo/index.js'
import { tallyOfIdentifier } from './identifier-operations.js'
import type { IdentifierKey } from './identifier.domain.js'
import type { CustomerDocument, IdentifierDocument } from './identity.documents.js'
import { identityCollections } from './identity.model.js'
import { newerProfile, PROFILE_FIELDS, type ProfileTally } from './identity-tally.domain.js'
import { nameKeysOf } from './search-keys.domain.js'
import { timelineCollection, type TimelineDocument } from './timeline.model.js'

/** Entries that come with a name, and say which. */
const NAMING = 'member.imported'

type Entry = Pick<TimelineDocument, 'type' | 'identifierKey' | 'at'>
type Named = Readonly<{ _id: IdentifierKey; told: { at: Date; name: string } }>

/**
 * Takes the names back that came with these entries, which are gone already: what an identifier is called since the moment
 * of one of them. The newest name that another entry came with is back, and its customer is called by the newest that is
 * left. An import of the version before has not said with its entries which name they came with.
 */
export function withdrawProfiles(db: Db) {
  const { identifiers, customers } = identityCollections(db)
  const timeline = timelineCollection(db)

  /** What each is called by the entries that are left. */
  async function namesLeft(keys: readonly IdentifierKey[], tx: Tx) {
    const naming = { identifierKey: { $in: [...keys] }, type: NAMING }
    // Of several at one moment the greater, as when they came.
    const told = { $max: { at: '$at', name: '$data.name' } }
    const found = await timeline
      .aggregate<Named>(
        [
          { $match: { ...naming, 'data.name': { $type: 'string' } } },
          { $group: { _id: '$identifierKey', told } },
        ],
        { session: tx },
      )
      .toArray()
    return new Map(found.map((one) => [one._id, { value: one.told.name, at: one.told.at }]))
  }

  async function callAnew(owners: readonly Id<'cus'>[], tx: Tx): Promise<void> {
    const theirs = await identifiers
      .find({ ownerId: { $in: [...owners] } }, { session: tx })
      .toArray()
    const updates = owners.map((_id) => {
      const own = theirs.filter(({ ownerId }) => ownerId === _id)
      const profile = own
        .map((one) => tallyOfIdentifier(one).profile)
        .reduce<ProfileTally>(newerProfile, {})
      return { updateOne: { filter: { _id }, update: fieldsOf(profile) } }
    })
    await customers.bulkWrite(updates, { session: tx })
  }

  return async (entries: readonly Entry[], tx: Tx): Promise<void> => {
    const since = new Set(
      entries
        .filter(({ type }) => type === NAMING)
        .map(({ identifierKey, at }) => `${identifierKey} ${at.getTime()}`),
    )
    const keys = [...new Set(entries.map(({ identifierKey }) => identifierKey))]
    const stored =
      since.size === 0
        ? []
        : await identifiers.find({ _id: { $in: keys } }, { session: tx }).toArray()
    const renamed = stored.flatMap((one) => {
      const fields = toldSince(one, since)
      return fields.length === 0 ? [] : [{ one, fields }]
    })
    if (renamed.length === 0) {
      return
    }
    const left = await namesLeft(
      renamed.map(({ one }) => one._id),
      tx,
    )
    const updates = renamed.map(({ one: { _id }, fields }) => ({
      updateOne: { filter: { _id }, update: retold(fields, left.get(_id)) },
    }))
    await identifiers.bulkWrite(updates, { session: tx })
    const owners = [...new Set(renamed.flatMap(({ one }) => one.ownerId ?? []))]
    if (owners.length > 0) {
      await callAnew(owners, tx)
    }
  }
}

function retold(
  fields: readonly (typeof PROFILE_FIELDS)[number][],
  name: ProfileTally['name'],
): mongo.UpdateFilter<IdentifierDocument> {
  const gone = fields.filter((field) => field !== 'name' || name === undefined)
  return {
    ...(gone.length < fields.length ? { $set: { 'profile.name': name } } : {}),
    ...(gone.length > 0
      ? { $unset: Object.fromEntries(gone.map((field) => [`profile.${field}`, '' as const])) }
      : {}),
  }
}

const toldSince = ({ _id, profile = {} }: IdentifierDocument, since: ReadonlySet<string>) =>
  PROFILE_FIELDS.filter((field) => {
    const told = profile[field]
    return told !== undefined && since.has(`${_id} ${told.at.getTime()}`)
  })

function fieldsOf(profile: ProfileTally) {
  const $set: Partial<CustomerDocument> = { nameKeys: nameKeysOf(profile.name?.value) }
  const $unset: Record<string, ''> = {}
  for (const field of PROFILE_FIELDS) {
    const told = profile[field]
    if (told === undefined) {
      Object.assign($unset, { [field]: '', [`${field}At`]: '' })
    } else {
      Object.assign($set, { [field]: told.value, [`${field}At`]: told.at })
    }
  }
  return Object.keys($unset).length === 0 ? { $set } : { $set, $unset }
}
