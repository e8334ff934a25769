import type { Clock } from '../../../platform/clock/index.js'
import { AppError } from '../../../platform/errors/index.js'
import { CallFailed } from '../../../platform/http-client/index.js'
import {
  defineStep,
  verdict,
  type AnyStep,
  type InboundEvent,
} from '../../../platform/pipeline/index.js'
import type { CustomerFact, IdentifierReader } from '../../customers/index.js'
import type { ContactKey } from '../contacts/relation.domain.js'
import { inParallel } from '../in-parallel.js'
import type { GroupPlatform, PlatformGroup } from '../wecom.ports.js'
import {
  chatIdOf,
  GROUP_CHANGED,
  GROUP_LOOK,
  GROUP_MEMBER,
  memberEvent,
  readGroupMember,
} from './group-events.js'
import { decideMembers, type CustomerGroup, type GroupMember } from './groups.domain.js'
import type { CustomerGroups } from './groups.repository.js'

const PARALLEL = 4

type Reader = Pick<IdentifierReader, 'externalUserid' | 'unionid'>
type Deps = Readonly<{
  groups: Pick<CustomerGroups, 'withIds' | 'membersOf' | 'save'>
  platform: GroupPlatform
  /** For what the nightly pull found. */
  background: GroupPlatform
  reader: Reader
  clock: Clock
}>
type Reading =
  | Readonly<{ kind: 'read'; group: PlatformGroup | null }>
  | Readonly<{ kind: 'failed'; code: string; retriable: boolean; afterMs?: number }>
type State = Readonly<{
  readings: ReadonlyMap<string, Reading>
  groups: Map<string, CustomerGroup>
  members: Map<string, readonly GroupMember[]>
  readAt: Date
}>
type Change = Readonly<{ group: CustomerGroup; members: readonly GroupMember[] }>

/**
 * A customer group changed: it is read anew as a whole (wechat-contract.md A.6), its members are compared, and everybody
 * whose unionid is seen for the first time is told to the customers in an event of their own.
 */
export function groupStep(deps: Deps): AnyStep<CustomerFact> {
  const { groups, platform, background, reader, clock } = deps

  async function read(chatId: string, isUrgent: boolean): Promise<readonly [string, Reading]> {
    try {
      const group = await (isUrgent ? platform : background).getGroup(chatId)
      return [chatId, { kind: 'read', group }]
    } catch (error) {
      if (!(error instanceof AppError)) {
        throw error
      }
      const { code, retriable } = error
      const afterMs = error instanceof CallFailed ? error.retryAfterMs : undefined
      return [chatId, { kind: 'failed', code, retriable, afterMs }]
    }
  }

  return defineStep<State, Change, CustomerFact>({
    name: 'wecom.groups',
    handles: ({ type }) => type === GROUP_CHANGED || type === GROUP_LOOK,

    async gather({ events }) {
      const readAt = clock.now()
      const wanted = new Map<string, boolean>()
      for (const event of events) {
        const chatId = chatIdOf(event)
        if (chatId !== null) {
          wanted.set(chatId, event.type === GROUP_CHANGED || wanted.get(chatId) === true)
        }
      }
      const chatIds = [...wanted.keys()]
      const [readings, known, members] = await Promise.all([
        inParallel([...wanted], PARALLEL, ([chatId, isUrgent]) => read(chatId, isUrgent)),
        groups.withIds(chatIds),
        groups.membersOf(chatIds),
      ])
      return { readings: new Map(readings), groups: known, members: new Map(members), readAt }
    },

    decide(event, state) {
      const chatId = chatIdOf(event)
      const reading = chatId === null ? undefined : state.readings.get(chatId)
      if (chatId === null || reading === undefined) {
        return verdict.dead('group-event-unreadable')
      }
      if (reading.kind === 'failed') {
        const { code, retriable, afterMs } = reading
        return retriable ? verdict.retry(code, afterMs) : verdict.dead(code)
      }
      return changeOf(event, chatId, { shown: reading.group, state, reader })
    },

    apply(state, { group, members }) {
      const changed = new Map(members.map((member) => [member.membershipId, member]))
      const before = state.members.get(group.chatId) ?? []
      const kept = before.filter(({ membershipId }) => !changed.has(membershipId))
      state.groups.set(group.chatId, group)
      state.members.set(group.chatId, [...kept, ...members])
      return state
    },

    async write(changes, tx) {
      // Of several changes in one batch the last is what stands.
      const heads = new Map(changes.map(({ group }) => [group.chatId, group]))
      const rows = new Map(
        changes.flatMap(({ members }) => members.map((one) => [one.membershipId, one] as const)),
      )
      await groups.save({ groups: [...heads.values()], members: [...rows.values()] }, { tx })
    },
  })
}

type Found = Readonly<{ shown: PlatformGroup | null; state: State; reader: Reader }>

function changeOf(event: InboundEvent, chatId: string, { shown, state, reader }: Found) {
  const before = state.groups.get(chatId)
  if (shown === null && before === undefined) {
    return verdict.ignored
  }
  const at = event.occurredAt
  const keyOf = (memberId: string) =>
    reader.externalUserid(memberId)[0]?.key as ContactKey | undefined
  const { changed, proved } = decideMembers(state.members.get(chatId) ?? [], {
    ...{ chatId, at, keyOf },
    shown: shown?.members ?? [],
  })
  const { readAt } = state
  const group: CustomerGroup | undefined =
    shown === null
      ? before && { ...before, readAt, dismissedAt: before.dismissedAt ?? at }
      : { ...headOf(shown), readAt }
  if (group === undefined) {
    return verdict.ignored
  }
  const followUps = proved.flatMap(({ memberId: externalUserid, unionid }) => {
    const identifierKey = keyOf(externalUserid)
    return unionid === undefined || identifierKey === undefined
      ? []
      : [memberEvent(event, { chatId, externalUserid, unionid, identifierKey })]
  })
  return { kind: 'ok', change: { group, members: changed }, followUps } as const
}

function headOf({ chatId, name, ownerUserid, createdAt, members }: PlatformGroup) {
  const customers = members.filter(({ kind }) => kind === 'customer')
  return {
    ...{ chatId, name, ownerUserid, createdAt },
    memberCount: members.length,
    customerCount: customers.length,
  }
}

/** Our own call to WeCom showed contact and unionid together: proved. */
export const groupMemberStep = (deps: {
  reader: Reader
  unionidScope: string
}): AnyStep<CustomerFact> =>
  defineStep<object, object, CustomerFact>({
    name: 'wecom.group-members',
    handles: ({ type }) => type === GROUP_MEMBER,
    gather: () => Promise.resolve({}),
    decide(event) {
      const member = readGroupMember(event)
      if (member === null) {
        return verdict.dead('group-event-unreadable')
      }
      const fact: CustomerFact = {
        seen: [
          ...deps.reader.externalUserid(member.carrier.externalUserid),
          ...deps.reader.unionid(member.unionid, deps.unionidScope),
        ],
        kind: 'group-member',
        isTrusted: true,
        at: event.occurredAt,
        source: event.source,
      }
      return { kind: 'ok', change: null, facts: [fact] }
    },
    apply: (state) => state,
    write: () => Promise.resolve(),
  })
