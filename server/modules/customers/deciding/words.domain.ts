import type { IdentifierKey } from '../identifier.domain.js'
import type { IdentityDecision, OperatorWord } from '../resolution/evidence.domain.js'
import { keysOfDecision } from '../resolution/world.domain.js'

/** Operators' words. Pure. */

/** What a screen may say. */
export type SayableWord = Exclude<OperatorWord, { kind: 'retract-source' | 'phone-epochs' }>

/** What resolution hears of; a retraction it sees by the links. */
export const decisionsAmong = (words: readonly OperatorWord[]): IdentityDecision[] =>
  words.flatMap((word) => (word.kind === 'retract' || word.kind === 'retract-source' ? [] : [word]))

/** The identifiers that words name; those of a retraction are known from its evidence only. */
export const keysNamed = (words: readonly OperatorWord[]): IdentifierKey[] => [
  ...new Set(decisionsAmong(words).flatMap(keysOfDecision)),
]

/** The same word has the same name, whichever way round a pair was said. */
export function nameOf(word: OperatorWord): string {
  switch (word.kind) {
    case 'same':
    case 'never':
      return [word.kind, ...[word.a, word.b].sort()].join(' ')
    default:
      return JSON.stringify(word)
  }
}
