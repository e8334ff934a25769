import { isFen, type Fen } from '../../platform/money/index.js'

/** Thousandths of a fen: bills write fees with five decimals of a yuan, and nothing of it is rounded. */
export type MilliFen = number

/** Bills write yuan: `12.30`, `-0.05`. Read digit by digit, never as a fraction. Null for anything else. */
export function fenOfYuan(text: string): Fen | null {
  return unitsOf(text, 2)
}

/** The same for five decimals: `0.01440` is 1,440. */
export function milliFenOfYuan(text: string): MilliFen | null {
  return unitsOf(text, 5)
}

function unitsOf(text: string, decimals: number): number | null {
  const match = /^([+-]?)(\d{1,12})(?:\.(\d{1,12}))?$/.exec(text)
  const [, sign, whole, fraction = ''] = match ?? []
  const kept = fraction.slice(0, decimals).padEnd(decimals, '0')
  // digits that the unit cannot hold must be zeros
  if (whole === undefined || !/^0*$/.test(fraction.slice(decimals))) {
    return null
  }
  const units = Number(whole + kept)
  const signed = sign === '-' && units !== 0 ? -units : units
  return isFen(signed) ? signed : null
}
