import { createHmac, randomInt } from 'node:crypto'
import type { Clock } from '../../../platform/clock/index.js'
import { equalInConstantTime, type PiiCipher } from '../../../platform/crypto/index.js'
import { ok, refuse, type Result } from '../../../platform/errors/index.js'
import { newId } from '../../../platform/ids/index.js'
import type { InTransaction } from '../../../platform/mongo/index.js'
import { maskPhone, type IdentifierReader } from '../../customers/index.js'
import type { Audit } from '../../operators/index.js'
import { inFront } from '../contacts/in-front.js'
import type { ContactKey } from '../contacts/relation.domain.js'
import type { Relations } from '../contacts/relations.repository.js'
import type { ContactBlocks, EventInbox, SmsSender } from '../wecom.ports.js'
import { phoneCheckedEvent } from './phone-check-event.js'
import { CODE_DIGITS, CODE_MS, decideTry, type TryRefusal } from './phone-checks.domain.js'
import type { PhoneChecks } from './phone-checks.repository.js'

type Deps = Readonly<{
  checks: PhoneChecks
  relations: Pick<Relations, 'withIds' | 'ofKeys'>
  reader: Pick<IdentifierReader, 'externalUserid' | 'provedPhone'>
  cipher: Pick<PiiCipher, 'decrypt'>
  /** Null: nobody has set one up. */
  sms: SmsSender | null
  /** Codes are kept as a hash under this key. */
  codeKey: string
  inbox: EventInbox
  blocks: ContactBlocks
  audit: Pick<Audit, 'record'>
  inTransaction: InTransaction
  clock: Clock
}>

/** The person at the sidebar. */
export type Asker = Readonly<{ operatorId: string; name: string; staffUserid?: string }>

export type SendRefusal =
  | 'sms-not-set-up'
  | 'contact-not-found'
  | 'phone-not-usable'
  | 'asked-not-to-be-contacted'
  | 'phone-check-too-soon'
  | 'phone-check-limit'
export type ProveRefusal = TryRefusal | 'phone-check-not-found'
type Sent = Readonly<{ checkId: string; phoneMasked: string; expiresAt: string }>

export type PhoneCheckService = ReturnType<typeof phoneCheckService>
export function phoneCheckService(deps: Deps) {
  const { checks, reader, cipher, sms, codeKey, inbox, blocks, inTransaction, clock } = deps
  const inFrontOf = inFront(deps)
  const hashOf = (checkId: string, code: string): string =>
    createHmac('sha256', codeKey).update(`phone-check:${checkId}:${code}`).digest('base64url')

  const isInFront = async (externalUserid: string, asker: Asker): Promise<boolean> =>
    (await inFrontOf(externalUserid, asker)) !== null

  async function takeOne(phoneKey: string, externalUserid: string, { operatorId }: Asker) {
    const now = clock.now()
    const takes = [
      ['staff', operatorId],
      ['contact', externalUserid],
      ['phone', phoneKey],
    ] as const
    for (const [kind, key] of takes) {
      const taken = await checks.take(kind, key, now)
      if (taken !== 'taken') {
        return refuse(taken === 'spent' ? 'phone-check-limit' : 'phone-check-too-soon')
      }
    }
    return ok(null)
  }

  return {
    /** Is there anybody to send codes? */
    isSetUp: sms !== null,

    /** Sends a code of six digits, good for five minutes and five tries. Throws `sms-unavailable`. */
    async send(
      { externalUserid, phone: typed }: Readonly<{ externalUserid: string; phone: string }>,
      asker: Asker,
    ): Promise<Result<Sent, SendRefusal>> {
      if (sms === null) {
        return refuse('sms-not-set-up')
      }
      const [carrier] = reader.externalUserid(externalUserid)
      if (carrier === undefined || !(await isInFront(externalUserid, asker))) {
        return refuse('contact-not-found')
      }
      const [identifier] = reader.provedPhone(typed).seen
      if (identifier === undefined) {
        return refuse('phone-not-usable')
      }
      if (await blocks.isBlocked([identifier.key, carrier.key])) {
        return refuse('asked-not-to-be-contacted')
      }
      const taken = await takeOne(identifier.key, externalUserid, asker)
      if (!taken.ok) {
        return taken
      }
      const { operatorId, name, staffUserid } = asker
      const checkId = newId('chk')
      const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0')
      const phone = cipher.decrypt(identifier.value)
      const sentAt = clock.now()
      const expiresAt = new Date(sentAt.getTime() + CODE_MS)
      const phoneMasked = maskPhone(phone)
      const codeHash = hashOf(checkId, code)
      await inTransaction(async (tx) => {
        const subject = { type: 'phone-check', id: checkId }
        const after = { externalUserid, phone: phoneMasked }
        const entry = { actor: { operatorId, name }, action: 'phone-check.send', subject, after }
        await deps.audit.record(entry, { tx })
        await checks.insert(
          {
            ...{ checkId, externalUserid, phoneMasked, operatorId },
            identifierKey: carrier.key as ContactKey,
            ...(staffUserid === undefined ? {} : { userid: staffUserid }),
            ...{ phone: identifier.value, codeHash, sentAt, expiresAt, state: 'sent', tries: 0 },
          },
          { tx },
        )
      })
      await sms.sendCode({ phone, code, validMs: CODE_MS })
      return ok({ checkId, phoneMasked, expiresAt: expiresAt.toISOString() })
    },

    /**
     * The code that the customer read out. The right one leaves an event, which is evidence of this contact and this phone.
     * Only who sent the code may try it.
     */
    async prove(
      { checkId, code }: Readonly<{ checkId: string; code: string }>,
      { operatorId, name }: Asker,
    ): Promise<Result<{ phoneMasked: string }, ProveRefusal>> {
      const check = await checks.tried(checkId, operatorId)
      if (check === null) {
        return refuse('phone-check-not-found')
      }
      const isRight = equalInConstantTime(hashOf(checkId, code), check.codeHash)
      const decision = decideTry(check, { isRight, now: clock.now() })
      if (!decision.ok) {
        return decision
      }
      const { phoneMasked, externalUserid } = check
      // Stored first: what comes again after a crash is the same event.
      await inbox.insert(
        phoneCheckedEvent(check, { phone: cipher.decrypt(check.phone), at: clock.now() }),
      )
      await inTransaction(async (tx) => {
        if ((await checks.proved(checkId, { tx })) === 'saved') {
          const subject = { type: 'phone-check', id: checkId }
          const sides = { before: { state: 'sent' }, after: { state: 'proved', externalUserid } }
          const entry = { actor: { operatorId, name }, action: 'phone-check.prove', subject }
          await deps.audit.record({ ...entry, ...sides }, { tx })
        }
      })
      return ok({ phoneMasked })
    },
  }
}
