import type { z } from 'zod'
import type { Customers } from '../customers.repository.js'
import type { RelationReader } from '../customers.ports.js'
import { edgeOf } from '../explain/graph.view.js'
import { calledIdentifier, namer, type Named } from '../explain/naming.js'
import type { IdentifierText } from '../identifier-text.js'
import { typeOfKey, type IdentifierKey } from '../identifier.domain.js'
import { tallyOfCustomer } from '../customer-operations.js'
import type { CustomerDocument } from '../identity.documents.js'
import type { ResolutionRules } from '../resolution/evidence.domain.js'
import { evidenceMark } from '../resolution/evidence-mark.js'
import { netFenOf } from '../resolution/review-worth.domain.js'
import type { ReviewDocument } from '../resolution/reviews.model.js'
import { choicesIn, softType } from './choices.view.js'
import type { ReviewDetail, ReviewList, ReviewRow } from './deciding.contract.js'
import type { Deciding } from './deciding.repository.js'
import { sideView } from './deciding.view.js'
import type { Previews } from './preview.js'
import { placeOfReview, type ReviewPlace } from './review-order.js'
import { wireOf } from './wire-words.js'

type Row = z.output<typeof ReviewRow>
type List = z.output<typeof ReviewList>
type Deps = Readonly<{
  deciding: Pick<Deciding, 'reviewPage' | 'countReviews' | 'review'>
  customers: Customers
  previews: Previews
  relations: RelationReader
  text: IdentifierText
  /** In force now. */
  rules(): Promise<ResolutionRules>
}>
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
      netFen: netFenOf(owners),
      openedAt: review.openedAt.toISOString(),
      aside: asideView(review),
    }
  }

  return {
    /**
     * What is worth most first, then what has waited longest; at most `limit` after a row. In the order in which they were
     * weighed last (`reviews.jobs.ts` says how long ago that may be); the money shown is of now.
     */
    async page({ list, after, limit }: { list: List; after: ReviewPlace | null; limit: number }) {
      const [found, { open, aside }] = await Promise.all([
        deciding.reviewPage(list, { after, limit }),
        deciding.countReviews(),
      ])
      const people = await peopleIn(found)
      const rows = found.map((review) => ({
        row: rowOf(review, people),
        place: placeOfReview(review),
      }))
      return { rows, total: open, aside }
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
        customers.linksBetween(review.keys),
        relations.relationsOf(keys),
        relations.tagsOf(keys),
      ])
      const around = { relations: related, tags, text }
      const judging = { rules: await rules(), reviews: review.state === 'open' ? [review] : [] }
      const choices = choicesIn(review, people, { links, rules: judging.rules })
      return {
        ...rowOf(review, people),
        state: review.state,
        sides: owners.map((one) => {
          const identifiers = mates.filter(({ ownerId }) => ownerId === one._id)
          return sideView({ customerId: one._id, identifiers, tally: tallyOfCustomer(one) }, around)
        }),
        edges: links.filter(({ a, b }) => a !== b).flatMap((link) => edgeOf(link, judging) ?? []),
        evidence: evidenceMark(review.keys, links),
        choices: await Promise.all(
          choices.map(async ({ label, hint, words, impossible }) => ({
            ...{ label, hint, words: words.map(wireOf) },
            disabledReason: impossible ?? (await previews.whyNot(words)),
          })),
        ),
      }
    },
  }
}

const [AND, MANY] = ['、', 3]

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

function asideView({ aside }: ReviewDocument): Row['aside'] {
  return aside === undefined
    ? null
    : { at: aside.at.toISOString(), by: aside.actor.name, reason: aside.reason }
}
