import type { PiiCipher } from '../../platform/crypto/index.js'
import type { IdentifierType } from './identifier.domain.js'
import { maskPhone } from './phone.domain.js'

type Written = Readonly<{ type: IdentifierType; value: string }>

/** How identifiers are written in answers: a phone as a mask unless the caller may see it. */
export type IdentifierText = Readonly<{
  masked(identifier: Written): string
  /** Only for callers with the permission or scope. */
  clear(identifier: Written): string
}>

export function identifierText(cipher: PiiCipher): IdentifierText {
  const clear = ({ type, value }: Written): string =>
    type === 'phone' ? cipher.decrypt(value) : value
  return {
    clear,
    masked: (identifier) =>
      identifier.type === 'phone' ? maskPhone(clear(identifier)) : identifier.value,
  }
}
