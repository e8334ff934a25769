import type { IdentifierKey, IdentifierReader } from '../../customers/index.js'
import { relationIdOf } from './relation.domain.js'
import type { Relations } from './relations.repository.js'

type Deps = Readonly<{
  relations: Pick<Relations, 'withIds' | 'ofKeys'>
  reader: Pick<IdentifierReader, 'externalUserid'>
}>

/**
 * The key of the contact that somebody has in front of them; null for anybody else's. Staff have their own living contacts,
 * an operator of the console, who is no staff, everybody's.
 */
export type InFront = ReturnType<typeof inFront>
export function inFront({ relations, reader }: Deps) {
  return async (
    externalUserid: string,
    { staffUserid }: Readonly<{ staffUserid?: string | undefined }>,
  ): Promise<IdentifierKey | null> => {
    const [key] = reader.externalUserid(externalUserid).map((identifier) => identifier.key)
    if (key === undefined) {
      return null
    }
    if (staffUserid === undefined) {
      return (await relations.ofKeys([key])).length > 0 ? key : null
    }
    const id = relationIdOf(staffUserid, externalUserid)
    return (await relations.withIds([id])).get(id)?.state === 'active' ? key : null
  }
}
