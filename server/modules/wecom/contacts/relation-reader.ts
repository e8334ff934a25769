import type { IdentifierKey } from '../../customers/index.js'
import type { ChannelCodes } from '../channel-codes/channel-codes.repository.js'
import type { StaffService } from '../staff/staff.service.js'
import type { Relations } from './relations.repository.js'

type Deps = Readonly<{
  relations: Pick<Relations, 'ofKeys' | 'keysOfContacts'>
  codes: Pick<ChannelCodes, 'namesOf'>
  staff: Pick<StaffService, 'namesOf'>
}>

/** Contact relations and their tags, for the customers' answers; fits their port by shape. */
export type RelationReader = ReturnType<typeof relationReader>
export function relationReader({ relations, codes, staff }: Deps) {
  return {
    contactsOf: relations.keysOfContacts,

    /** One entry per staff member and customer, newest first, ended ones included. */
    async relationsOf(keys: readonly IdentifierKey[]) {
      const found = await relations.ofKeys(keys)
      const codeIds = [...new Set(found.flatMap(({ channelCodeId }) => channelCodeId ?? []))]
      const [staffOf, codeNames] = await Promise.all([
        staff.namesOf(found.map(({ userid }) => userid)),
        codes.namesOf(codeIds),
      ])
      return found.map((relation) => {
        const { userid, since, endedAt, state, channelCodeId, remark, identifierKey } = relation
        const { name: staffName, storeName } = staffOf(userid)
        return {
          userid,
          staffName,
          storeName: storeName ?? null,
          since,
          endedAt: endedAt ?? null,
          state,
          channelCodeName: codeNames.get(channelCodeId ?? '') ?? null,
          remark: remark === '' ? null : remark,
          identifierKey,
        }
      })
    },

    /** Tags that staff have put on in WeCom, each once per identifier; those of ended relations are gone. */
    async tagsOf(keys: readonly IdentifierKey[]) {
      const living = (await relations.ofKeys(keys)).filter(({ state }) => state === 'active')
      const tags = living.flatMap(({ identifierKey, tags: own }) =>
        own.map(({ name, group = null }) => ({ name, group, identifierKey })),
      )
      const byName = new Map(
        tags.map((tag) => [[tag.identifierKey, tag.group, tag.name].join('|'), tag]),
      )
      return [...byName.values()]
    },
  }
}
