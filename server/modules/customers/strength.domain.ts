/** How an identifier was shown: by WeChat to ourselves, by a proof in the event, or merely mentioned. Pure. */
export type Strength = 'proved' | 'verified' | 'suggested'

const WEAK_TO_STRONG: readonly Strength[] = ['suggested', 'verified', 'proved']
const rank = (strength: Strength): number => WEAK_TO_STRONG.indexOf(strength)

export const stronger = (a: Strength, b: Strength): Strength => (rank(b) > rank(a) ? b : a)

/** A pair is as sure as its less sure side. */
export const weaker = (a: Strength, b: Strength): Strength => (rank(b) < rank(a) ? b : a)

export const isStronger = (a: Strength, b: Strength): boolean => rank(a) > rank(b)

/** Is this a claim that counts, or a sighting? */
export const isClaim = (strength: Strength): boolean => strength !== 'suggested'
