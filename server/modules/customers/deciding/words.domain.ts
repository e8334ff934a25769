import type { z } from 'zod'
import type { IdentifierKey } from '../identifier.domain.js'
import type { IdentityDecision, OperatorWord } from '../resolution/evidence.domain.js'
import { keysOfDecision } from '../resolution/world.domain.js'
import type { Word } from './deciding.contract.js'

/** Operators' words between the wire and resolution. Pure. */

export type WireWord = z.output<typeof Word>

export function wordOf(wire: WireWord): SayableWord {
  switch (wire.kind) {
    case 'same':
    case 'never':
      return { kind: wire.kind, a: wire.a as IdentifierKey, b: wire.b as IdentifierKey }
    case 'detach':
      return { kind: 'detach', key: wire.key as IdentifierKey }
    case 'phone-shared':
      return { kind: 'phone-shared', phone: wire.phone as IdentifierKey }
    case 'phone-belongs': {
      const { phone, to, from, until } = wire
      return {
        ...{ kind: 'phone-belongs', phone: phone as IdentifierKey, to: to as IdentifierKey },
        ...(from === undefined ? {} : { from: new Date(from) }),
        ...(until === undefined ? {} : { until: new Date(until) }),
      }
    }
    default:
      return wire
  }
}

/** What a screen may say. */
export type SayableWord = Exclude<OperatorWord, { kind: 'retract-source' }>

export function wireOf(word: SayableWord): WireWord {
  if (word.kind !== 'phone-belongs') {
    return word
  }
  const { from, until, ...rest } = word
  return {
    ...rest,
    ...(from === undefined ? {} : { from: from.toISOString() }),
    ...(until === undefined ? {} : { until: until.toISOString() }),
  }
}

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
    case 'retract-source':
      return JSON.stringify(word)
    default:
      return JSON.stringify(wireOf(word))
  }
}
