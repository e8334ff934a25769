import { ok, refuse, type Result } from '../../platform/errors/index.js'

/**
 * A voucher's code: eleven drawn characters and a check digit, `AC4W-9K2M-7QRX` on paper. 29 signs without those that look
 * alike (0 O, 1 I L, B, U): a prime number, so that the weighted sum notices every single wrong sign and every two signs
 * changed for one another. There are 29^11 = 1.2 × 10^16: a million guesses at a million sold codes hit one with a chance of
 * one in ten thousand.
 */
const SIGNS = '23456789ACDEFGHJKMNPQRSTVWXYZ'
const BASE = SIGNS.length
export const DRAWN = 11
const LENGTH = DRAWN + 1
/** Bytes from here on would make the first signs likelier than the last. */
const FAIR_BYTES = 256 - (256 % BASE)

/** The code that these random bytes draw; null: they hold too few fair ones. */
export function codeFrom(bytes: Uint8Array): string | null {
  const drawn = [...bytes].filter((byte) => byte < FAIR_BYTES).slice(0, DRAWN)
  const text = drawn.map((byte) => SIGNS.charAt(byte % BASE)).join('')
  return text.length < DRAWN ? null : text + checkSign(text)
}

/** What somebody typed or scanned: spaces and dashes are nothing, small letters are large ones. */
export function readCode(typed: string): Result<string, 'voucher-not-found'> {
  const code = typed.replace(/[\s-]/g, '').toUpperCase()
  const isCode =
    code.length === LENGTH &&
    [...code].every((sign) => SIGNS.includes(sign)) &&
    checkSign(code.slice(0, DRAWN)) === code.charAt(DRAWN)
  return isCode ? ok(code) : refuse('voucher-not-found')
}

/** In groups of four, to be read aloud. */
export const spelled = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-')

/** Weights 2 … 12: all different and none zero modulo 29. The check sign itself has the weight 1. */
function checkSign(text: string): string {
  const sum = [...text].reduce((total, sign, index) => total + SIGNS.indexOf(sign) * (index + 2), 0)
  return SIGNS.charAt((BASE - (sum % BASE)) % BASE)
}
