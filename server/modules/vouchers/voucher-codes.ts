import { AppError } from '../../platform/errors/index.js'
import type { PiiCipher } from '../../platform/crypto/index.js'
import { fewRandomBytes } from '../../platform/random/index.js'
import { codeFrom, spelled } from './code.domain.js'
import type { Voucher } from './voucher.domain.js'

/** More than the eleven that are needed: one in nine is not fair and is left out. */
const BYTES = 32
const TAIL = 4
const TOKEN_CHARS = 22 // 132 bits

type Deps = Readonly<{
  cipher: PiiCipher
  /** The same text always gives the same 43 characters, and nobody without the key knows them. */
  blindIndex(text: string): string
}>
export type MintedCode = Pick<Voucher, 'code' | 'codeKey' | 'codeTail'>

/**
 * A code is money: who reads it in a copy of the database must not be able to spend it. So it is stored sealed, to be shown
 * to its owner, and found by its blind index. A hash alone could not be shown again, and the code in clear could be spent by
 * whoever sees a backup.
 */
export type VoucherCodes = ReturnType<typeof voucherCodes>
export function voucherCodes({ cipher, blindIndex }: Deps) {
  const keyOf = (code: string): string => blindIndex(`voucher:${code}`)
  return {
    keyOf,

    mint(): MintedCode {
      const code = codeFrom(fewRandomBytes(BYTES))
      if (code === null) {
        throw new AppError('voucher-busy', { retriable: true }) // 22 unfair bytes of 32: never seen
      }
      return { code: cipher.encrypt(code), codeKey: keyOf(code), codeTail: code.slice(-TAIL) }
    },

    /** For its owner only, in groups of four. */
    shown: ({ code }: Pick<Voucher, 'code'>): string => spelled(cipher.decrypt(code)),

    /** What the friend must know to see and take an offer; nobody guesses it, and each offer has its own. */
    offerToken: ({ voucherId, offer }: Pick<Voucher, 'voucherId' | 'offer'>): string =>
      blindIndex(`voucher-offer:${voucherId}:${offer?.at.toISOString() ?? ''}`).slice(
        0,
        TOKEN_CHARS,
      ),
  }
}
