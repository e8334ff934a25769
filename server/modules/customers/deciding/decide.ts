import type { Clock } from '../../../platform/clock/index.js'
import { ok, refuse, type Result } from '../../../platform/errors/index.js'
import { derivedId, type Id } from '../../../platform/ids/index.js'
import { type Db, type InTransaction, type Tx } from '../../../platform/mongo/index.js'
import type { NewOutboxEvent } from '../../../platform/outbox/index.js'
import type { AuditTrail } from '../customers.ports.js'
import type { IdentifierKey } from '../identifier.domain.js'
import type { OperatorCause } from '../identity.documents.js'
import { writeIdentity } from '../identity-write.repository.js'
import type { DecisionDocument } from '../resolution/decisions.model.js'
import { tellOthers } from '../tell-others.js'
import { untilNobodyIsFaster } from './again.js'
import type { Deciding } from './deciding.repository.js'
import type { Asked, Look, LookAt } from './look.js'
import { keysNamed, type SayableWord } from './words.domain.js'

export type Actor = Readonly<{ operatorId: string; name: string }>
type Spoken = Readonly<{ actor: Actor; reason: string }>

/** Where events leave word for the modules above. */
export type OutboxPort = Readonly<{
  append(events: readonly NewOutboxEvent[], options: { tx: Tx }): Promise<void>
}>

type Deps = Readonly<{
  db: Db
  look: LookAt
  deciding: Deciding
  audit: AuditTrail
  outbox: OutboxPort
  inTransaction: InTransaction
  clock: Clock
  onCommitted(): void
}>

export type DecideRefusal =
  | 'identity-moved-on'
  | 'decision-refused'
  | 'decision-not-found'
  | 'decision-not-in-force'
  | 'pending-not-found'
  | 'pending-too-large'

const MOVED_ON = '这些客户在预览之后有了变化，请重新预览'
export type Decides = ReturnType<typeof decides>

/** Operators' words with what follows from them, each in one transaction. */
export function decides(deps: Deps) {
  const { db, look, deciding, audit, outbox, inTransaction, clock } = deps

  async function again<Value, Code extends string>(
    attempt: () => Promise<Result<Value, Code>>,
  ): Promise<Result<Value, Code>> {
    const done = await untilNobodyIsFaster(attempt)
    if (done.ok) {
      deps.onCommitted()
    }
    return done
  }

  /** The difference, in the caller's transaction; hot documents last. */
  async function apply({ outlook, gathered, named }: Look, cause: OperatorCause, tx: Tx) {
    if (outlook === null) {
      return
    }
    const { settled, draft } = outlook
    draft.commit()
    await outbox.append(tellOthers(settled), { tx })
    const batch = { gathered, recorded: [], settled: [{ settled, cause }], spokenOf: named }
    await writeIdentity(db, batch, tx)
  }

  type Deed = Readonly<{
    asked: Asked
    token: string | null
    cause: OperatorCause
    /** The documents of the deed itself; false: somebody has done it before. */
    write(seen: Look, tx: Tx): Promise<boolean>
  }>

  async function attempt({
    asked,
    token,
    cause,
    write,
  }: Deed): Promise<Result<Look, DecideRefusal>> {
    const seen = await look(asked)
    if (token !== null && seen.token !== token) {
      return refuse('identity-moved-on', MOVED_ON)
    }
    const [first] = seen.refused
    if (first !== undefined) {
      return refuse('decision-refused', first.reason)
    }
    const isDone = await inTransaction({ commitIf: true }, async (tx) => {
      if (!(await write(seen, tx))) {
        return false
      }
      await apply(seen, cause, tx)
      return true
    })
    return isDone ? ok(seen) : refuse('identity-moved-on', MOVED_ON)
  }

  return {
    /**
     * Says the words of a preview. Refuses `identity-moved-on` when anything has changed since. Whoever lost the answer asks
     * again with the same token, and gets it.
     */
    say: (
      words: readonly SayableWord[],
      { token, actor, reason }: Spoken & { token: string },
    ): Promise<Result<{ decisionIds: Id<'dec'>[] }, DecideRefusal>> =>
      again(async () => {
        const ids = words.map((_, n) =>
          derivedId('dec', token, actor.operatorId, JSON.stringify(words), `${n}`),
        )
        if ((await deciding.decisions(ids)).length === ids.length) {
          return ok({ decisionIds: ids })
        }
        const [decisionId] = ids
        const cause = { source: 'operator', kind: 'decided', decisionId, actor, reason } as const
        const done = await attempt({
          ...{ asked: { words }, token, cause },
          async write(seen, tx) {
            const at = clock.now()
            const documents = words.map((word, index): DecisionDocument => ({
              ...{
                _id: ids[index] ?? derivedId('dec', token),
                word,
                keys: keysOf(word, seen),
                isActive: true,
              },
              ...{ reason, actor, at, together: ids },
            }))
            const subject = { type: 'identity-decision', id: decisionId ?? '' }
            const after = { words: words.map(({ kind }) => kind), moved: movedBy(seen) }
            await audit.record({ actor, action: 'identity.decide', subject, after, reason }, { tx })
            await deciding.say(documents, tx)
            return true
          },
        })
        return done.ok ? ok({ decisionIds: ids }) : done
      }),

    /** Takes a decision back, with what was said in the same breath. */
    undo: (
      decisionId: Id<'dec'>,
      { token, actor, reason }: Spoken & { token: string },
    ): Promise<Result<{ decisionIds: Id<'dec'>[] }, DecideRefusal>> =>
      again(async () => {
        const found = await togetherWith(deciding, decisionId)
        if (!found.ok) {
          return found
        }
        const undone = found.value
        const ids = undone.map(({ _id }) => _id)
        const cause = { source: 'operator', kind: 'undone', decisionId, actor, reason } as const
        const done = await attempt({
          ...{ asked: { words: [], undone }, token, cause },
          async write(seen, tx) {
            const subject = { type: 'identity-decision', id: decisionId }
            const sides = {
              before: { isActive: true },
              after: { isActive: false, moved: movedBy(seen) },
            }
            const entry = { actor, action: 'identity.undo-decision', subject, reason, ...sides }
            await audit.record(entry, { tx })
            return deciding.takeBack(ids, { at: clock.now(), actor, reason }, tx)
          },
        })
        return done.ok ? ok({ decisionIds: ids }) : done
      }),

    /** Applies what waits because somebody would be merged too often in a day. */
    letThrough: (
      pendingId: string,
      { actor, reason }: Spoken,
    ): Promise<Result<null, DecideRefusal>> =>
      again(async () => {
        const row = await deciding.pendingRow(pendingId)
        if (row === null) {
          return refuse('pending-not-found')
        }
        const cause = { source: 'operator', kind: 'let-through', actor, reason } as const
        const done = await attempt({
          ...{ asked: { words: [], keys: row.keys }, token: null, cause },
          async write(seen, tx) {
            if (seen.outlook?.component.isTooLarge !== false) {
              return false
            }
            const subject = { type: 'identity-pending', id: pendingId }
            const sides = { before: { why: row.why }, after: { moved: movedBy(seen) } }
            const entry = { actor, action: 'identity.let-through', subject, reason, ...sides }
            await audit.record(entry, { tx })
            return deciding.letThrough(pendingId, tx)
          },
        })
        if (done.ok) {
          return ok(null)
        }
        return (await deciding.pendingRow(pendingId)) === null
          ? refuse('pending-not-found')
          : refuse(
              'pending-too-large',
              '牵涉的标识超过 500 个，不能一次处理；请先把门店设备或共用号码分开',
            )
      }),
  }
}

type NotToUndo = Extract<DecideRefusal, `decision-${string}`>

/** A decision in force with everything that was said in the same breath and is in force, too. */
export async function togetherWith(
  deciding: Pick<Deciding, 'decisions'>,
  decisionId: Id<'dec'>,
): Promise<Result<readonly DecisionDocument[], NotToUndo>> {
  const [asked] = await deciding.decisions([decisionId])
  if (asked === undefined) {
    return refuse('decision-not-found')
  }
  if (!asked.isActive) {
    return refuse('decision-not-in-force', '这条决定已经撤销了')
  }
  if (asked.word.kind === 'retract-source') {
    return refuse('decision-refused', '整个来源的撤回不能恢复，请重新导入')
  }
  const others = (asked.together ?? []).filter((id) => id !== decisionId)
  const together = others.length === 0 ? [] : await deciding.decisions(others)
  return ok([asked, ...together.filter(({ isActive }) => isActive)])
}

/** How many identifiers change hands: a trail without personal data. */
const movedBy = ({ outlook }: Look): number => outlook?.settled.moves.length ?? 0

const keysOf = (word: SayableWord, { named }: Look): IdentifierKey[] =>
  word.kind === 'retract' ? [...named] : keysNamed([word])
