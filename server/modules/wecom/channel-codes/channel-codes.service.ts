import type { Logger } from 'pino'
import type { Clock } from '../../../platform/clock/index.js'
import { contentHash, randomToken } from '../../../platform/crypto/index.js'
import { AppError, ok, refuse, type Result } from '../../../platform/errors/index.js'
import { newId, type Id } from '../../../platform/ids/index.js'
import type { InTransaction } from '../../../platform/mongo/index.js'
import type { Actor, Audit } from '../../operators/index.js'
import type { StaffService } from '../staff/staff.service.js'
import type { ChannelCodePlatform } from '../wecom.ports.js'
import type { ChannelCodePatch, NewChannelCode } from './channel-codes.contract.js'
import type { ChannelCode } from './channel-codes.domain.js'
import type { ChannelCodes } from './channel-codes.repository.js'

type Deps = Readonly<{
  codes: ChannelCodes
  platform: Pick<ChannelCodePlatform, 'createChannelCode'>
  staff: Pick<StaffService, 'find'>
  audit: Pick<Audit, 'record'>
  inTransaction: InTransaction
  clock: Clock
  log: Logger
}>

/** 28 characters; WeCom takes 30. */
const TOKEN_BYTES = 21

/** Who asks, and whose stores they may see; null: all. */
export type By = Readonly<{ actor: Actor; storeCodes: readonly string[] | null }>
type Once = By & Readonly<{ idempotencyKey: string }>

export type ChannelCodeService = ReturnType<typeof channelCodeService>
export function channelCodeService(deps: Deps) {
  const { codes, platform, staff, audit, inTransaction, clock, log } = deps

  async function draftOf(
    wanted: NewChannelCode,
    { actor, storeCodes, idempotencyKey }: Once,
  ): Promise<Result<ChannelCode, 'staff-not-found'>> {
    const found = await staff.find(wanted.userids)
    const members = wanted.userids.map((userid) => found.get(userid))
    const [first] = members
    const areShown = members.every((member) => isOfStores(member, storeCodes))
    if (first === undefined || first.status === 'left' || !areShown) {
      return refuse('staff-not-found')
    }
    return ok({
      ...wanted,
      channelCodeId: newId('chn'),
      storeCode: first.storeCode,
      stateToken: randomToken(TOKEN_BYTES),
      status: 'creating',
      createdAt: clock.now(),
      createdBy: actor.operatorId,
      requestKey: `${actor.operatorId}:${idempotencyKey}`,
      requestHash: contentHash(wanted),
      added: 0,
      lost: 0,
    })
  }

  async function record(code: ChannelCode, actor: Actor) {
    return inTransaction({ commitIf: 'saved' }, async (tx) => {
      const subject = { type: 'channel-code', id: code.channelCodeId }
      const { name, userids, skipVerify, welcomeText } = code
      const after = { name, userids, skipVerify, welcomeText }
      await audit.record({ actor, action: 'channel-code.create', subject, after }, { tx })
      return codes.insert(code, { tx })
    })
  }

  /** Asks WeCom for the picture. Without a sure answer the code stays `creating`, and the job looks for it there. */
  async function ask(code: ChannelCode): Promise<ChannelCode> {
    const { channelCodeId, stateToken: state, userids, name: remark, skipVerify } = code
    try {
      const answer = await platform.createChannelCode({ state, userids, remark, skipVerify })
      await codes.confirm(channelCodeId, answer)
    } catch (error) {
      if (!(error instanceof AppError)) {
        throw error
      }
      log.warn({ err: error, channelCodeId }, 'channel code not confirmed')
      if (!error.retriable) {
        await codes.confirm(channelCodeId, { status: 'failed', failure: error.code })
      }
    }
    return (await codes.find(channelCodeId)) ?? code
  }

  /** Refuses a code of another store as if it did not exist. */
  async function shown(
    channelCodeId: Id<'chn'>,
    { storeCodes }: Pick<By, 'storeCodes'>,
  ): Promise<Result<ChannelCode, 'channel-code-not-found'>> {
    const code = await codes.find(channelCodeId)
    return code !== null && isOfStores(code, storeCodes)
      ? ok(code)
      : refuse('channel-code-not-found')
  }

  return {
    shown,
    page: codes.page,
    ask,

    /**
     * Makes a code with a token of its own: recorded first, then asked for at WeCom. The same key with the same content is
     * the same code. Refuses `staff-not-found`, `idempotency-key-reused`. Source: WeCom document 92228.
     */
    async create(
      wanted: NewChannelCode,
      by: Once,
    ): Promise<Result<ChannelCode, 'staff-not-found' | 'idempotency-key-reused'>> {
      const draft = await draftOf(wanted, by)
      if (!draft.ok) {
        return draft
      }
      if ((await record(draft.value, by.actor)) === 'saved') {
        return ok(await ask(draft.value))
      }
      const before = await codes.byRequest(draft.value.requestKey)
      return before?.requestHash === draft.value.requestHash
        ? ok(before)
        : refuse('idempotency-key-reused')
    },

    /** Name and welcome text are ours alone: printed codes stay as they are. */
    async edit(
      channelCodeId: Id<'chn'>,
      changes: ChannelCodePatch,
      by: By,
    ): Promise<Result<ChannelCode, 'channel-code-not-found'>> {
      const before = await shown(channelCodeId, by)
      if (!before.ok) {
        return before
      }
      const subject = { type: 'channel-code', id: channelCodeId }
      const { name, welcomeText } = before.value
      const { actor } = by
      const entry = { actor, action: 'channel-code.edit', subject, before: { name, welcomeText } }
      const after = await inTransaction(async (tx) => {
        await audit.record({ ...entry, after: changes }, { tx })
        return codes.edit(channelCodeId, changes, { tx })
      })
      return after === null ? refuse('channel-code-not-found') : ok(after)
    },
  }
}

function isOfStores(
  thing: Readonly<{ storeCode?: string | undefined }> | undefined,
  storeCodes: readonly string[] | null,
): boolean {
  return storeCodes === null || storeCodes.includes(thing?.storeCode ?? '')
}
