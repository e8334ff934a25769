import { customersStep } from '../../../server/modules/customers/customers.steps.js'
import type { CustomerFact } from '../../../server/modules/customers/index.js'
import { identifierReader } from '../../../server/modules/customers/identifier-reader.js'
import { rulesInForce } from '../../../server/modules/customers/rules/rules-in-force.js'
import { rulesRepository } from '../../../server/modules/customers/rules/rules.repository.js'
import { systemClock } from '../../../server/platform/clock/index.js'
import { blindIndex, piiCipher } from '../../../server/platform/crypto/index.js'
import { transactions, type Db } from '../../../server/platform/mongo/index.js'
import { decideBatch, type InboundEvent } from '../../../server/platform/pipeline/index.js'
import { APPID } from './seed.js'

const KEY_BYTES = 32

/** Works events as the pipeline does, with the step of who is who alone. */
export function identityOf(db: Db) {
  const cipher = piiCipher(new Map([['bench', Buffer.alloc(KEY_BYTES, 1)]]))
  const phoneIndex = blindIndex(Buffer.alloc(KEY_BYTES, 2))
  const reader = identifierReader({ cipher, phoneIndex, unionidScope: 'main', corpId: 'ww-bench' })
  const rules = rulesInForce(rulesRepository(db))
  const step = customersStep({ db, reader, rules, clock: systemClock })
  const inTransaction = transactions(db)
  return {
    async work(events: readonly InboundEvent[]): Promise<void> {
      const plan = await decideBatch<CustomerFact>([step], events)
      await inTransaction((tx) => plan.write(tx))
    },
  }
}

type Told = Readonly<{ name: string; type?: string; identifiers: object }>

/** Something that a trusted till says. */
export function told({ name, type = 'customer.identified', identifiers }: Told): InboundEvent {
  const at = new Date()
  const key = `open:bench:${name}`
  const data = { id: name, source: 'bench', isTrusted: true, identifiers, data: {} }
  const times = { occurredAt: at, receivedAt: at }
  return {
    key,
    source: 'bench',
    type,
    partitionKey: key,
    lane: 'normal',
    ...times,
    attempts: 1,
    data,
  }
}

/** Our own log-in: proves an openid with a unionid. */
export function loggedIn(name: string, openid: string, unionid: string): InboundEvent {
  const data = { type: 'customer.logged-in', openid, appid: APPID, unionid, unionidScope: 'main' }
  return { ...told({ name, identifiers: {} }), source: 'mini', type: 'customer.logged-in', data }
}
