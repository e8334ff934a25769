import type { Id } from '../../platform/ids/index.js'
import type { Db, Tx } from '../../platform/mongo/index.js'
import { tallyOfIdentifier } from './identifier-operations.js'
import type { CustomerDocument, IdentifierDocument } from './identity.documents.js'
import { identityCollections } from './identity.model.js'
import { newerProfile, PROFILE_FIELDS, type ProfileTally } from './identity-tally.domain.js'
import { nameKeysOf } from './search-keys.domain.js'
import type { TimelineDocument } from './timeline.model.js'

/** Entries that come with a name. */
const NAMING = 'member.imported'

type Entry = Pick<TimelineDocument, 'type' | 'identifierKey' | 'at'>

/**
 * Takes the names back that came with these entries: what an identifier is called since the moment of one of them. Its
 * customer is called by the newest name that is left; an older one of the same identifier is not known any more.
 */
export function withdrawProfiles(db: Db) {
  const { identifiers, customers } = identityCollections(db)

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
    const updates = renamed.map(({ one: { _id }, fields }) => ({
      updateOne: {
        filter: { _id },
        update: {
          $unset: Object.fromEntries(fields.map((one) => [`profile.${one}`, '' as const])),
        },
      },
    }))
    await identifiers.bulkWrite(updates, { session: tx })
    const owners = [...new Set(renamed.flatMap(({ one }) => one.ownerId ?? []))]
    if (owners.length > 0) {
      await callAnew(owners, tx)
    }
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
