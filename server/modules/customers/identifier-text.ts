import type { PiiCipher } from '../../platform/crypto/index.js'
import type { IdentifierDocument } from './identity.documents.js'
import { maskPhone } from './phone.domain.js'

/** How identifiers are written in answers: a phone as a mask unless the caller may see it. */
export type IdentifierText = Readonly<{
  masked(identifier: IdentifierDocument): string
  /** Only for callers with the permission or scope. */
  clear(identifier: IdentifierDocument): string
}>

export function identifierText(cipher: PiiCipher): IdentifierText {
  const clear = ({ type, value }: IdentifierDocument): string =>
    type === 'phone' ? cipher.decrypt(value) : value
  return {
    clear,
    masked: (identifier) =>
      identifier.type === 'phone' ? maskPhone(clear(identifier)) : identifier.value,
  }
}
