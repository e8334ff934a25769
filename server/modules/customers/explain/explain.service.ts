import type { z } from 'zod'
import { ok, refuse, type Result } from '../../../platform/errors/index.js'
import type { Id } from '../../../platform/ids/index.js'
import type { Located } from '../customer-queries.js'
import type { Customers } from '../customers.repository.js'
import type { IdentifierKey } from '../identifier.domain.js'
import type { IdentifierText } from '../identifier-text.js'
import type { StoredLink } from '../links.domain.js'
import type { Person } from '../people.js'
import type { DecisionDocument } from '../resolution/decisions.model.js'
import type { ResolutionRules } from '../resolution/evidence.domain.js'
import { standingOf } from '../resolution/standing.domain.js'
import type { Explanation, IdentityGraph } from './explain.contract.js'
import type { ExplainReads } from './explain.repository.js'
import { graphOf } from './graph.view.js'
import { namer, type Named } from './naming.js'
import { shortestPath, type PathStep, type Reason } from './path.domain.js'
import { decisionSentence, noteOf, sentenceOf } from './sentences.js'

type Deps = Readonly<{
  customers: Customers
  reads: ExplainReads
  person(
    customerId: string,
  ): Promise<Result<Located<Person>, 'customer-not-found' | 'customer-erased'>>
  rules(): ResolutionRules
  text: IdentifierText
}>

type Ends = Readonly<{ from: string; to: string }>
type Explained = z.output<typeof Explanation>

export type ExplainRefusal = 'customer-not-found' | 'customer-erased' | 'identifier-of-others'

/** Why identifiers are one customer. Reads, and changes nothing. */
export function explainService({ customers, reads, person, rules, text }: Deps) {
  /** The customer's identifiers, their neighbours and what links them. */
  async function graph(
    customerId: string,
  ): Promise<Result<Located<z.output<typeof IdentityGraph>>, ExplainRefusal>> {
    const found = await person(customerId)
    if (!found.ok || found.value.at === 'moved') {
      return found as Result<Located<never>, ExplainRefusal>
    }
    const { customer, keys, mergedFrom } = found.value.value
    const [links, reviews] = await Promise.all([customers.linksOf(keys), customers.reviewsOf(keys)])
    const named = [...new Set([...keys, ...links.flatMap(({ a, b }) => [a, b])])]
    const identifiers = await customers.identifiersByKey(named)
    const owners = [...new Set(identifiers.flatMap(({ ownerId }) => ownerId ?? []))]
    const people = await customers.findMany(owners)
    const value = graphOf({
      ...{ customer, mergedFrom, links, identifiers, people, reviews },
      rules: rules(),
      masked: text.masked,
    })
    return ok({ at: 'here', value })
  }

  /** The shortest path of evidence between two identifiers of the customer, in words. */
  async function explain(
    customerId: string,
    { from, to }: Ends,
  ): Promise<Result<Located<Explained>, ExplainRefusal>> {
    const found = await person(customerId)
    if (!found.ok || found.value.at === 'moved') {
      return found as Result<Located<never>, ExplainRefusal>
    }
    const { keys } = found.value.value
    const ends = { from: from as IdentifierKey, to: to as IdentifierKey }
    if (!keys.includes(ends.from) || !keys.includes(ends.to)) {
      return refuse('identifier-of-others')
    }
    const read = await readReasons(keys)
    return ok({ at: 'here', value: { steps: await stepsBetween(ends, read) } })
  }

  /** Why each identifier of somebody belongs to this one of them, for a screen that knows them by it. */
  async function explainFrom(
    from: IdentifierKey,
    keys: readonly IdentifierKey[],
  ): Promise<{ to: Named; steps: Explained['steps'] }[]> {
    const read = await readReasons(keys)
    const others = keys.filter((key) => key !== from)
    return Promise.all(
      others.map(async (to) => ({
        to: read.name(to),
        steps: await stepsBetween({ from, to }, read),
      })),
    )
  }

  async function readReasons(keys: readonly IdentifierKey[]) {
    const [links, words, identifiers] = await Promise.all([
      customers.linksBetween(keys),
      reads.wordsAbout(keys),
      customers.identifiersByKey(keys),
    ])
    return {
      name: namer(identifiers, text),
      reasons: reasonsOf({ links, words, rules: rules() }),
      links: new Map(links.map((link) => [link._id, link])),
      words: new Map<string, DecisionDocument>(words.map((word) => [word._id, word])),
    }
  }

  async function stepsBetween(
    ends: Readonly<{ from: IdentifierKey; to: IdentifierKey }>,
    { name, reasons, links, words }: Awaited<ReturnType<typeof readReasons>>,
  ): Promise<Explained['steps']> {
    const path = shortestPath(reasons, ends) ?? []
    const steps = await Promise.all(
      path.map((step) => {
        const link = links.get(step.reason.id)
        return link === undefined
          ? saidStep(step, words.get(step.reason.id), name)
          : seenStep(step, link, name)
      }),
    )
    return steps.flatMap((step) => step ?? [])
  }

  async function seenStep(
    { from, to, reason }: PathStep,
    link: StoredLink,
    name: Name,
  ): Promise<Explained['steps'][number]> {
    const first = await reads.firstOf(link)
    const { kind, source, count } = link
    const standing = standingOf(link, rules())
    const ends = { from: name(from), to: name(to) }
    const told = {
      ...ends,
      kind,
      source,
      standing,
      count,
      at: reason.at,
      actor: first?.actor ?? null,
    }
    return {
      ...ends,
      sentence: sentenceOf(told),
      note: noteOf(told),
      kind,
      source,
      standing,
      at: reason.at.toISOString(),
      eventId: first?.eventId ?? null,
      decisionId: null,
    }
  }

  return { graph, explain, explainFrom }
}

export type Explain = ReturnType<typeof explainService>
type Name = (key: IdentifierKey) => Named

function saidStep(
  { from, to, reason }: PathStep,
  word: DecisionDocument | undefined,
  name: Name,
): Explained['steps'][number] | null {
  if (word === undefined) {
    return null
  }
  const ends = { from: name(from), to: name(to) }
  const said = { ...ends, at: reason.at, actor: word.actor.name, reason: word.reason }
  return {
    ...ends,
    sentence: decisionSentence(said),
    note: '人工认定',
    kind: 'decision',
    source: 'operator',
    standing: 'said',
    at: reason.at.toISOString(),
    eventId: null,
    decisionId: word._id as Id<'dec'>,
  }
}

/** What joined: links that are believed under the rules in force, and operators' *same* and *phone belongs*. */
function reasonsOf({
  links,
  words,
  rules,
}: Readonly<{
  links: readonly StoredLink[]
  words: readonly DecisionDocument[]
  rules: ResolutionRules
}>): Reason[] {
  const seen = links.flatMap((link): Reason[] => {
    const standing = standingOf(link, rules)
    const at = link.runs[0]?.from
    return standing === 'sighted' || at === undefined || link.a === link.b
      ? []
      : [{ id: link._id, a: link.a, b: link.b, standing, at }]
  })
  const said = words.flatMap(({ _id: id, word, at }): Reason[] => {
    switch (word.kind) {
      case 'same':
        return [{ id, a: word.a, b: word.b, standing: 'said', at }]
      case 'phone-belongs':
        return [{ id, a: word.phone, b: word.to, standing: 'said', at }]
      default:
        return []
    }
  })
  return [...seen, ...said]
}
