import fc from 'fast-check'
import { card, contact, factOf, NOON, openid, phone, seen, unionid } from './people.js'

/** Any facts about few people, so that they meet. */

const DAY_MS = 24 * 60 * 60 * 1000
const small = fc.integer({ min: 0, max: 4 })
const hard = fc.oneof(
  small.map((n) => unionid(`u${n}`)),
  small.map((n) => openid(`o${n}`)),
  small.map((n) => openid(`p${n}`, 'wx2')),
  small.map((n) => contact(`w${n}`)),
)
const soft = fc.oneof(
  small.map((n) => phone(`p${n}`)),
  small.map((n) => seen('phone', 'cn', `p${n}`, 'suggested')),
  small.map((n) => card(`m${n}`)),
)
const KINDS = ['mini-login', 'open-event', 'external-contact'] as const

/** `sources`: who speaks in open events; some of them are believed. */
export const anyFacts = (sources: readonly string[]) =>
  fc.array(
    fc
      .record({
        ids: fc.array(fc.oneof(hard, hard, soft), { minLength: 1, maxLength: 4 }),
        kind: fc.constantFrom(...KINDS),
        isTrusted: fc.boolean(),
        source: fc.constantFrom(...sources),
        at: fc.integer({ min: 0, max: 700 }),
      })
      .map(({ ids, kind, isTrusted, source, at }) =>
        factOf(ids, {
          kind,
          source: kind === 'open-event' ? source : 'mini',
          isTrusted: isTrusted || kind !== 'open-event',
          at: new Date(NOON.getTime() + at * DAY_MS),
        }),
      ),
    { maxLength: 25 },
  )
