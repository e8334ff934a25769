import type { Clock } from '../../../platform/clock/index.js'
import { businessDay } from '../../../platform/days/index.js'
import { atOneMoment, type Db, type InTransaction } from '../../../platform/mongo/index.js'
import type { AuditTrail } from '../customers.ports.js'
import type { Customers } from '../customers.repository.js'
import type { EvidenceDocument } from '../identity.documents.js'
import { writeIdentity } from '../identity-write.repository.js'
import { linkId } from '../links.domain.js'
import type { ResolutionRules } from '../resolution/evidence.domain.js'
import { gatherWorld } from '../resolution/gather-world.repository.js'
import { settle } from '../resolution/settle.domain.js'
import { seenAnew } from '../seen-anew.repository.js'
import { draftOver } from '../resolution/world.domain.js'
import { tellOthers } from '../tell-others.js'
import { untilNobodyIsFaster } from './again.js'
import type { Actor, OutboxPort } from './decide.js'
import { sourceDecisionId, type Deciding } from './deciding.repository.js'
import { applyRebuilt, pairsIn } from './retraction.repository.js'

/** One transaction each. */
const PAGE = 100

type Because = Readonly<{ actor: Actor; reason: string }>
type Deps = Readonly<{
  db: Db
  customers: Pick<Customers, 'identifiersByKey'>
  deciding: Deciding
  audit: AuditTrail
  outbox: OutboxPort
  inTransaction: InTransaction
  /** In force now. */
  rules(): Promise<ResolutionRules>
  clock: Clock
  onCommitted(): void
}>

/**
 * Takes back all that a source has shown, as one decision: its links and times go, page by page, and who is who is resolved
 * without them; evidence stays as it is. Of a source after which its events are named, as an import. Goes on where a killed one had
 * come to, and does nothing a second time.
 */
export function retractSource(deps: Deps) {
  const seen = seenAnew(deps.db)
  const { db, customers, deciding, audit, outbox, inTransaction, rules, clock } = deps

  async function gather(page: readonly EvidenceDocument[]) {
    const ids = page.flatMap((one) => pairsIn(one).map((pair) => linkId(pair, one)))
    const by = { rules: await rules(), today: businessDay(clock.now()) }
    return atOneMoment(db, async (moment) => {
      const shown = await deciding.links(ids, moment)
      const keys = [...new Set(shown.flatMap(({ a, b }) => [a, b]))]
      const known = await customers.identifiersByKey(keys, moment)
      const seeds = known.map(({ _id }) => _id)
      const found = { identifiers: known, links: shown }
      return { seeds, gathered: await gatherWorld({ db, moment, ...by }, { found, seeds }) }
    })
  }

  async function say(source: string, { actor, reason }: Because): Promise<void> {
    const decisionId = sourceDecisionId(source)
    if ((await deciding.decisions([decisionId])).length > 0) {
      return
    }
    const observations = await deciding.countOfSource(source)
    await inTransaction(async (tx) => {
      if (!(await deciding.sayOfSource(source, { actor, reason, at: clock.now() }, tx))) {
        return
      }
      const subject = { type: 'identity-decision', id: decisionId }
      const after = { words: ['retract-source'], source, observations }
      await audit.record(
        { actor, action: 'identity.retract-source', subject, after, reason },
        { tx },
      )
    })
  }

  return async (source: string, { actor, reason }: Because): Promise<void> => {
    const decisionId = sourceDecisionId(source)
    const cause = { source: 'operator', kind: 'decided', decisionId, actor, reason } as const
    await say(source, { actor, reason })

    async function takeOut(page: readonly EvidenceDocument[], through: string): Promise<void> {
      const { seeds, gathered } = await gather(page)
      const settled = page.flatMap((one) => {
        const draft = draftOver(gathered.world, clock.now())
        const gone = pairsIn(one).filter((pair) => draft.link(linkId(pair, one)) !== undefined)
        if (gone.length === 0) {
          return []
        }
        applyRebuilt(draft, new Map(gone.map((pair) => [linkId(pair, one), null])))
        const around = gone.flat().map(({ key }) => key)
        const difference = settle(draft, [...new Set(around)], { isWanted: true })
        draft.commit()
        return [{ settled: difference, cause }]
      })
      await inTransaction(async (tx) => {
        await deciding.noteProgress(decisionId, through, tx)
        await outbox.append(
          settled.flatMap((one) => tellOthers(one.settled)),
          { tx },
        )
        // Before the sums of who is regrouped.
        await seen(page.flatMap(shownIn), source, tx)
        await writeIdentity(db, { gathered, recorded: [], settled, spokenOf: seeds }, tx)
      })
      deps.onCommitted()
    }

    for (;;) {
      const page = await deciding.nextOfSource(source, PAGE)
      const last = page.at(-1)
      if (last === undefined) {
        return
      }
      await untilNobodyIsFaster(() => takeOut(page, last._id))
    }
  }
}

const shownIn = ({ identifiers, occurredAt: at }: EvidenceDocument) =>
  identifiers.map(({ key }) => ({ key, at }))
