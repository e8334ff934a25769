import type { z } from 'zod'
import type { Customers } from '../customers.repository.js'
import type { RelationReader } from '../customers.ports.js'
import { edgeOf } from '../explain/graph.view.js'
import { calledIdentifier, namer, type Named } from '../explain/naming.js'
import type { IdentifierText } from '../identifier-text.js'
import { typeOfKey, type IdentifierKey } from '../identifier.domain.js'
import type { CustomerDocument, IdentifierDocument } from '../identity.documents.js'
import type { ResolutionRules } from '../resolution/evidence.domain.js'
import type { ReviewDocument } from '../resolution/reviews.model.js'
import type { ReviewDetail, ReviewRow } from './deciding.contract.js'
import type { Deciding } from './deciding.repository.js'
import { sideView } from './deciding.view.js'
import type { Previews } from './preview.js'
import { wireOf } from './wire-words.js'
import { type SayableWord } from './words.domain.js'

/** So many open conflicts are put in order, those that have waited longest; the rest follow when these are settled. */
const MAX_ORDERED = 1_000
/** Of a conflict among more people only so many are offered as the owner of a number. */
const MAX_OWNERS = 5

type Row = z.output<typeof ReviewRow>
type Deps = Readonly<{
  deciding: Pick<Deciding, 'openReviews' | 'countOpenReviews' | 'review'>
  customers: Customers
  previews: Previews
  relations: RelationReader
  text: IdentifierText
  /** In force now. */
  rules(): Promise<ResolutionRules>
}>
/** The last row of the page before. */
export type Place = Readonly<{ netFen: number; openedAt: string; reviewId: string }>

export type Reviews = ReturnType<typeof reviewQueue>

/** The queue of contradictions, and what may be said about each (identity.md 5). */
export function reviewQueue({ deciding, customers, previews, relations, text, rules }: Deps) {
  async function peopleIn(reviews: readonly ReviewDocument[]) {
    const keys = [...new Set(reviews.flatMap((review) => review.keys))]
    const identifiers = await customers.identifiersByKey(keys)
    const owners = [...new Set(identifiers.flatMap(({ ownerId }) => ownerId ?? []))]
    const people = await customers.findMany(owners)
    const byKey = new Map(identifiers.map((one) => [one._id, one]))
    const byId = new Map(people.map((one) => [one._id, one]))
    const ownersOf = (review: ReviewDocument): CustomerDocument[] => [
      ...new Set(review.keys.flatMap((key) => byId.get(byKey.get(key)?.ownerId ?? 'cus_') ?? [])),
    ]
    const nameOf = (key: IdentifierKey) => byId.get(byKey.get(key)?.ownerId ?? 'cus_')?.name ?? null
    return { identifiers, ownersOf, nameOf, name: namer(identifiers, text) }
  }

  type People = Awaited<ReturnType<typeof peopleIn>>

  function rowOf(review: ReviewDocument, { ownersOf, name }: People): Row {
    const owners = ownersOf(review)
    const identifiers = review.keys.map(name)
    return {
      reviewId: review._id,
      step: review.step,
      title: titleOf(review.step, identifiers, claimingPeople(review, owners)),
      identifiers,
      names: owners.flatMap((one) => one.name ?? []),
      netFen: owners.reduce((sum, { paidFen, refundedFen }) => sum + paidFen - refundedFen, 0),
      openedAt: review.openedAt.toISOString(),
    }
  }

  return {
    /** What is worth most first, then what has waited longest; at most `limit` after a row. */
    async page({ after, limit }: { after: Place | null; limit: number }) {
      const [open, total] = await Promise.all([
        deciding.openReviews(MAX_ORDERED),
        deciding.countOpenReviews(),
      ])
      const people = await peopleIn(open)
      const rows = open.map((review) => rowOf(review, people)).sort(inOrder)
      const rest = after === null ? rows : rows.filter((row) => inOrder(after, row) < 0)
      return { rows: rest.slice(0, limit), total }
    },

    async detail(reviewId: string): Promise<z.output<typeof ReviewDetail> | null> {
      const review = await deciding.review(reviewId)
      if (review === null) {
        return null
      }
      const people = await peopleIn([review])
      const owners = people.ownersOf(review)
      const mates = await customers.identifiersOf(owners.map(({ _id }) => _id))
      const keys = mates.map(({ _id }) => _id)
      const [links, related, tags] = await Promise.all([
        customers.linksOf(review.keys),
        relations.relationsOf(keys),
        relations.tagsOf(keys),
      ])
      const around = { relations: related, tags, text }
      const choices = choicesIn(review, people)
      const judging = { rules: await rules(), reviews: review.state === 'open' ? [review] : [] }
      return {
        ...rowOf(review, people),
        state: review.state,
        sides: owners.map(({ _id }) =>
          sideView(
            _id,
            mates.filter(({ ownerId }) => ownerId === _id),
            around,
          ),
        ),
        edges: links
          .filter(({ a, b }) => review.keys.includes(a) && review.keys.includes(b) && a !== b)
          .flatMap((link) => edgeOf(link, judging) ?? []),
        choices: await Promise.all(
          choices.map(async ({ label, words }) => ({
            label,
            words: words.map(wireOf),
            disabledReason: await previews.whyNot(words),
          })),
        ),
      }
    },
  }
}

const inOrder = (a: Place, b: Place): number =>
  b.netFen - a.netFen ||
  (a.openedAt < b.openedAt
    ? -1
    : a.openedAt > b.openedAt
      ? 1
      : a.reviewId < b.reviewId
        ? -1
        : a.reviewId === b.reviewId
          ? 0
          : 1)

const [AND, MANY] = ['、', 3]

/** What the contradiction is about, in these two steps. */
const softType = (step: ReviewDocument['step']) => (step === 'phone' ? 'phone' : 'member_no')

/** Customers who claim the phone or card; its own is none of them. */
const claimingPeople = (
  { keys, step }: ReviewDocument,
  owners: readonly CustomerDocument[],
): number =>
  owners.filter(
    ({ founderKey }) => !(keys.includes(founderKey) && typeOfKey(founderKey) === softType(step)),
  ).length

function titleOf(
  step: ReviewDocument['step'],
  identifiers: readonly Named[],
  people: number,
): string {
  const soft = identifiers.find(({ type }) => type === softType(step))
  const [first, ...others] = identifiers.map(calledIdentifier)
  const some = others.slice(0, MANY).join(AND) + (others.length > MANY ? ' 等' : '')
  switch (step) {
    case 'proved':
      return `微信先后给出的归属互相矛盾：${first} 与 ${some}`
    case 'relayed':
      return `外部系统说的归属与已知的矛盾：${first} 与 ${some}`
    case 'same':
      return `运营人员说是同一个人，但证据不允许：${first} 与 ${some}`
    case 'member-number':
      return `${soft === undefined ? first : calledIdentifier(soft)} 登记在 ${people} 位客户名下，没有合并`
    default:
      return `${soft === undefined ? first : calledIdentifier(soft)} 出现在 ${people} 位客户身上，没有合并`
  }
}

type Choice = Readonly<{ label: string; words: readonly SayableWord[] }>
type People = Readonly<{
  identifiers: readonly IdentifierDocument[]
  name(key: IdentifierKey): Named
  /** Of its owner; null for one without. */
  nameOf(key: IdentifierKey): string | null
}>

/** What could settle it. */
function choicesIn(
  { step, keys }: ReviewDocument,
  { identifiers, name, nameOf }: People,
): Choice[] {
  const [first, second] = keys
  if (first === undefined || second === undefined) {
    return []
  }
  if (step === 'proved' || step === 'relayed' || step === 'same') {
    return [
      { label: '是同一个人', words: [{ kind: 'same', a: first, b: second }] },
      { label: '不是同一个人', words: [{ kind: 'never', a: first, b: second }] },
    ]
  }
  const ownerOf = new Map(identifiers.map(({ _id, ownerId }) => [_id, ownerId ?? _id]))
  const soft = keys.find((key) => typeOfKey(key) === softType(step))
  // One identifier of each person who claims it.
  const claimants = [
    ...new Map(
      keys
        .filter((key) => key !== soft)
        .map((key) => [ownerOf.get(key) ?? key, key])
        .reverse() as [string, IdentifierKey][],
    ).values(),
  ].reverse()
  const [one, ...others] = claimants
  if (soft === undefined || one === undefined) {
    return []
  }
  return [
    ...(others.length === 0
      ? []
      : [
          {
            label: '是同一个人',
            words: others.map((b): SayableWord => ({ kind: 'same', a: one, b })),
          },
          {
            label: '不是同一个人',
            words: others.map((b): SayableWord => ({ kind: 'never', a: one, b })),
          },
        ]),
    ...(step === 'phone'
      ? [
          { label: '号码共用', words: [{ kind: 'phone-shared', phone: soft }] as const },
          ...claimants.slice(0, MAX_OWNERS).map((to): Choice => ({
            label: `号码归 ${nameOf(to) ?? calledIdentifier(name(to))}`,
            words: [{ kind: 'phone-belongs', phone: soft, to }],
          })),
        ]
      : [{ label: '会员号不归任何一位', words: [{ kind: 'detach', key: soft }] as const }]),
  ]
}
