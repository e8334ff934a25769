import { sha256Hex } from '../../../platform/crypto/index.js'
import type { OperatorWord } from '../resolution/evidence.domain.js'
import type { GatheredWorld } from '../resolution/gather-world.repository.js'
import { nameOf } from './words.domain.js'

type Stand = Readonly<{ gathered: GatheredWorld; words: readonly OperatorWord[]; about: string }>

/**
 * Names what was looked at: everybody who could be meant, with their versions, everything said about them, and the words
 * themselves. `about`: what is asked for.
 */
export function tokenOf({ gathered, words, about }: Stand): string {
  const { world, identifiers, customers, spoken } = gathered
  const inCore = [...identifiers.values()].filter(({ _id }) => world.core.has(_id))
  const state = [
    about,
    words.map(nameOf),
    [...inCore].map((one) => [one._id, one.ownerId, one.degree, one.words ?? 0].join(' ')).sort(),
    [...customers.values()]
      .map(({ _id, version, state: is }) => [_id, version, is].join(' '))
      .sort(),
    [...spoken.keys()].sort(),
    world.rules.version,
  ]
  return sha256Hex(JSON.stringify(state))
}
