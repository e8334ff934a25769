import type { Tx } from '../../../platform/mongo/index.js'
import {
  defineStep,
  verdict,
  type AnyStep,
  type InboundEvent,
  type Verdict,
} from '../../../platform/pipeline/index.js'
import type { CustomerFact } from '../../customers/index.js'
import { counterDeltas } from '../channel-codes/channel-codes.domain.js'
import type { ChannelCodes } from '../channel-codes/channel-codes.repository.js'
import { isContactEvent } from './contact-events.js'
import { contactVerdict, type ContactChange } from './contact-verdict.js'
import type { Reader } from './contact-facts.js'
import { gatherContacts, type ContactState, type GatherDeps } from './contacts.gather.js'
import type { LateUnionids } from './late-unionids.repository.js'
import type { Relation } from './relation.domain.js'
import type { Relations } from './relations.repository.js'

type Deps = Omit<GatherDeps, 'relations' | 'codes'> &
  Readonly<{
    relations: Pick<Relations, 'withIds' | 'saveAll'>
    codes: Pick<ChannelCodes, 'byTokens' | 'count'>
    lateUnionids: Pick<LateUnionids, 'add'>
    reader: Reader
    /** Open-platform account that WeCom is bound to. */
    unionidScope: string
    settleMs: number
  }>

/**
 * Events about contacts: reads the contact anew, keeps the relation, says who was seen, and asks for the welcome message.
 * Stands before the customers' step.
 */
export function contactStep(deps: Deps): AnyStep<CustomerFact> {
  const { relations, codes, lateUnionids, reader, unionidScope, settleMs } = deps

  async function write(changes: readonly ContactChange[], tx: Tx): Promise<void> {
    const { written, pairs } = folded(changes)
    if (written.length > 0) {
      await relations.saveAll(written, { tx })
    }
    await lateUnionids.add(
      changes.flatMap(({ late }) => late ?? []),
      { tx },
    )
    await codes.count(counterDeltas(pairs), { tx })
  }

  return defineStep<ContactState, ContactChange, CustomerFact>({
    name: 'wecom.contacts',
    handles: ({ type }) => isContactEvent(type),
    gather: ({ events }) => gatherContacts(events, deps),

    decide(event: InboundEvent, state): Verdict<ContactChange, CustomerFact> {
      const contact = state.events.get(event.key) ?? null
      return contact === null
        ? verdict.dead('contact-event-unreadable')
        : contactVerdict(event, contact, { state, reader, unionidScope, settleMs })
    },

    apply(state, { after }) {
      if (after !== null) {
        state.relations.set(after.relationId, after)
      }
      return state
    },
    write,
  })
}

/** Several changes of one relation in a batch are one write: from what was read to what came out last. */
function folded(changes: readonly ContactChange[]) {
  const pairs = new Map<string, { before: Relation | null; after: Relation }>()
  for (const { before, after } of changes) {
    if (after !== null) {
      const first = pairs.get(after.relationId)
      pairs.set(after.relationId, { before: first === undefined ? before : first.before, after })
    }
  }
  return { pairs: [...pairs.values()], written: [...pairs.values()].map(({ after }) => after) }
}
