import type { z } from 'zod'
import type { IdentifierKey } from '../identifier.domain.js'
import type { Word } from './deciding.contract.js'
import type { SayableWord } from './words.domain.js'

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
