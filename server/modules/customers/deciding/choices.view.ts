import { businessDay } from '../../../platform/days/index.js'
import { calledIdentifier, type Named } from '../explain/naming.js'
import { typeOfKey, type IdentifierKey } from '../identifier.domain.js'
import type { IdentifierDocument } from '../identity.documents.js'
import type { StoredLink } from '../links.domain.js'
import type { ResolutionRules } from '../resolution/evidence.domain.js'
import type { ReviewDocument } from '../resolution/reviews.model.js'
import { standingOf } from '../resolution/standing.domain.js'
import type { SayableWord } from './words.domain.js'

/** What could settle a contradiction (identity.md 5). Pure. */

/** Of a conflict among more people only so many are offered as the owner of a number. */
const MAX_OWNERS = 5

export type Choice = Readonly<{
  label: string
  /** What becomes of it, in a few words. */
  hint: string
  words: readonly SayableWord[]
  /** Why it is no choice here, as far as that can be seen without trying. */
  impossible?: string
}>

export type People = Readonly<{
  identifiers: readonly IdentifierDocument[]
  name(key: IdentifierKey): Named
  /** Of its owner; null for one without. */
  nameOf(key: IdentifierKey): string | null
}>

type Evidence = Readonly<{ links: readonly StoredLink[]; rules: ResolutionRules }>

/** What the contradiction is about, in these two steps. */
export const softType = (step: ReviewDocument['step']) => (step === 'phone' ? 'phone' : 'member_no')

const together = (words: readonly SayableWord[]): Choice => ({
  ...{ label: '是同一个人', hint: '合并成一位客户', words },
})
const apart = (words: readonly SayableWord[]): Choice => ({
  ...{ label: '不是同一个人', hint: '各归各，以后也不自动合并', words },
})

export function choicesIn(
  { step, keys }: Pick<ReviewDocument, 'step' | 'keys'>,
  people: People,
  evidence: Evidence,
): Choice[] {
  const [first, second] = keys
  if (first === undefined || second === undefined) {
    return []
  }
  if (step === 'proved' || step === 'relayed' || step === 'same') {
    return [
      together([{ kind: 'same', a: first, b: second }]),
      apart([{ kind: 'never', a: first, b: second }]),
    ]
  }
  const soft = keys.find((key) => typeOfKey(key) === softType(step))
  const claimants = soft === undefined ? [] : claimantsOf(keys, soft, people)
  const [one, ...others] = claimants
  if (soft === undefined || one === undefined) {
    return []
  }
  const saying = (kind: 'same' | 'never') => others.map((b): SayableWord => ({ kind, a: one, b }))
  return [
    ...(others.length === 0 ? [] : [together(saying('same')), apart(saying('never'))]),
    ...(step === 'phone' ? ofPhone(soft, claimants, { people, evidence }) : [ofNobody(soft)]),
  ]
}

const ofNobody = (key: IdentifierKey): Choice => ({
  ...{ label: '会员号不归任何一位', hint: '会员号单独留着，谁也不并' },
  words: [{ kind: 'detach', key }],
})

type Around = Readonly<{ people: People; evidence: Evidence }>

function ofPhone(
  phone: IdentifierKey,
  claimants: readonly IdentifierKey[],
  { people, evidence }: Around,
): Choice[] {
  const called = calledBy(people)
  return [
    {
      ...{ label: '号码共用', hint: '保持现状，谁也不并' },
      words: [{ kind: 'phone-shared', phone }],
    },
    ...handedOver(phone, claimants, { people, evidence }),
    ...claimants.slice(0, MAX_OWNERS).map((to): Choice => ({
      label: `号码归 ${called(to)}`,
      hint: claimants.length > 1 ? '一直是，别人用它验证的不算' : '一直是',
      words: [{ kind: 'phone-belongs', phone, to }],
    })),
  ]
}

const calledBy =
  ({ nameOf, name }: People) =>
  (key: IdentifierKey): string =>
    nameOf(key) ?? calledIdentifier(name(key))

/** One identifier of each person who claims it. */
function claimantsOf(
  keys: readonly IdentifierKey[],
  soft: IdentifierKey,
  people: People,
): IdentifierKey[] {
  const ownerOf = ownersIn(people)
  const claiming = keys.filter((key) => key !== soft)
  return [
    ...new Map(
      claiming.map((key): [string, IdentifierKey] => [ownerOf(key), key]).reverse(),
    ).values(),
  ].reverse()
}

function ownersIn({ identifiers }: People): (key: IdentifierKey) => string {
  const owners = new Map(identifiers.map(({ _id, ownerId }) => [_id, ownerId ?? _id]))
  return (key) => owners.get(key) ?? key
}

type Span = Readonly<{ to: IdentifierKey; first: Date; last: Date }>

/** Each has had the number for a time: offered for a few, and only where those times do not overlap. */
function handedOver(
  phone: IdentifierKey,
  claimants: readonly IdentifierKey[],
  { people, evidence }: Around,
): Choice[] {
  const spans = claimants
    .flatMap((to) => spanOf(phone, to, { people, evidence }))
    .sort((a, b) => a.first.getTime() - b.first.getTime())
  if (spans.length < 2 || spans.length < claimants.length || spans.length > MAX_OWNERS) {
    return []
  }
  const label = '号码已转手'
  const overlaps = spans.some((one, at) => {
    const next = spans[at + 1]
    return next !== undefined && next.first <= one.last
  })
  if (overlaps) {
    const impossible = '几位用这个号码的时间有重叠，看不出先后'
    return [{ label, hint: '前后归不同的人', words: [], impossible }]
  }
  const called = calledBy(people)
  const [isFirst, isLast] = [(at: number) => at === 0, (at: number) => at === spans.length - 1]
  const told = spans.map(({ to, first, last }, at) => {
    const from = isFirst(at) ? '' : `${businessDay(first)} 起`
    const until = isLast(at) ? '' : `到 ${businessDay(last)} `
    return `${from}${until}归${called(to)}`
  })
  const words = spans.map(({ to, first, last }, at): SayableWord => ({
    ...{ kind: 'phone-belongs', phone, to },
    ...(isFirst(at) ? {} : { from: first }),
    ...(isLast(at) ? {} : { until: last }),
  }))
  return [{ label, hint: told.join('，'), words }]
}

/** From when to when somebody has claimed the phone; none: never, as far as these links tell. */
function spanOf(phone: IdentifierKey, to: IdentifierKey, { people, evidence }: Around): Span[] {
  const ownerOf = ownersIn(people)
  const runs = evidence.links
    .filter(({ a, b }) => a !== b && (a === phone || b === phone))
    .filter((link) => standingOf(link, evidence.rules) !== 'sighted')
    .filter(({ a, b }) => ownerOf(a === phone ? b : a) === ownerOf(to))
    .flatMap((link) => link.runs)
  if (runs.length === 0) {
    return []
  }
  const first = new Date(Math.min(...runs.map(({ from }) => from.getTime())))
  const last = new Date(Math.max(...runs.map((run) => run.to.getTime())))
  return [{ to, first, last }]
}
