import type { Clock } from '../../platform/clock/index.js'
import { businessDay } from '../../platform/days/index.js'
import { atOneMoment, type Db, type Tx } from '../../platform/mongo/index.js'
import { customersRepository } from './customers.repository.js'
import type { Actor, OutboxPort } from './deciding/decide.js'
import { sourceDecisionId } from './deciding/deciding.repository.js'
import { isHard, typeOfKey, type IdentifierKey } from './identifier.domain.js'
import { writeIdentity } from './identity-write.repository.js'
import type { ResolutionRules } from './resolution/evidence.domain.js'
import { gatherWorld } from './resolution/gather-world.repository.js'
import { settle } from './resolution/settle.domain.js'
import { draftOver } from './resolution/world.domain.js'
import { seenAnew } from './seen-anew.repository.js'
import { tellOthers } from './tell-others.js'
import { withdrawFacts, withoutFacts } from './withdraw-facts.repository.js'

type Deps = Readonly<{
  db: Db
  outbox: OutboxPort
  /** In force now. */
  rules(): Promise<ResolutionRules>
  clock: Clock
}>
type Because = Readonly<{ source: string; actor: Actor; reason: string }>

/**
 * Takes timeline entries of a source that is being retracted back, in the caller's transaction, with their counters. A
 * phone or card that no fact belongs to any more carries nothing: who is who around it is resolved anew, and what then
 * stands alone is nobody. Entries that are not there are left out. Throws `identity-moved-on` (retriable) when others were
 * faster: then the whole transaction is done again.
 */
export function takeFactsBack({ db, outbox, rules, clock }: Deps) {
  const withdraw = withdrawFacts(db)
  const bareOf = withoutFacts(db)
  const seen = seenAnew(db)
  const customers = customersRepository(db)

  async function gather(seeds: readonly IdentifierKey[]) {
    const by = { rules: await rules(), today: businessDay(clock.now()) }
    return atOneMoment(db, async (moment) => {
      const identifiers = await customers.identifiersByKey(seeds, moment)
      return gatherWorld({ db, moment, ...by }, { found: { identifiers, links: [] }, seeds })
    })
  }

  return async (
    entryIds: readonly string[],
    { source, actor, reason }: Because,
    tx: Tx,
  ): Promise<void> => {
    const entries = await withdraw(entryIds, tx)
    const shown = entries.map(({ identifierKey: key, at }) => ({ key, at }))
    await seen(shown, source, tx)
    const whose = [...new Set(shown.map(({ key }) => key))]
    // What WeChat gave is somebody, with or without facts.
    const soft = whose.filter((key) => !isHard(typeOfKey(key)))
    const bare = soft.length === 0 ? [] : await bareOf(soft, tx)
    if (bare.length === 0) {
      return
    }
    const gathered = await gather(bare)
    const decisionId = sourceDecisionId(source)
    const cause = { source: 'operator', kind: 'decided', decisionId, actor, reason } as const
    const settled = bare.map((key) => {
      const draft = draftOver(gathered.world, clock.now())
      const before = draft.identifier(key)
      if (before !== undefined) {
        draft.setIdentifier({ ...before, isCarrier: false })
      }
      const difference = settle(draft, [key], { isWanted: true })
      draft.commit()
      return { settled: difference, cause }
    })
    await outbox.append(
      settled.flatMap((one) => tellOthers(one.settled)),
      { tx },
    )
    await writeIdentity(db, { gathered, recorded: [], settled, spokenOf: bare }, tx)
  }
}
