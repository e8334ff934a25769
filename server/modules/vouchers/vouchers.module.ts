import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import type { Clock } from '../../platform/clock/index.js'
import type { PiiCipher } from '../../platform/crypto/index.js'
import type { Db, InTransaction } from '../../platform/mongo/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import type { Identity } from '../customers/index.js'
import type { Ledger } from '../ledger/index.js'
import type { Audit } from '../operators/index.js'
import type { Orders, StoreNames, VoucherDesk } from '../orders/index.js'
import { endVouchers } from './end-vouchers.js'
import { giveVoucher } from './give-voucher.js'
import { openVoucherRoutes } from './open-vouchers.routes.js'
import { vouchersPersonalData } from './personal-data.repository.js'
import { redeemVoucher } from './redeem-voucher.js'
import { shopVoucherRoutes } from './shop-vouchers.routes.js'
import { voucherCodes } from './voucher-codes.js'
import { voucherDesk } from './voucher-desk.js'
import { voucherJobs } from './vouchers.jobs.js'
import { vouchersRepository } from './vouchers.repository.js'
import { voucherRoutes } from './vouchers.routes.js'
import { vouchersService } from './vouchers.service.js'
import { voucherSubscribers } from './vouchers.subscribers.js'

type DeskDeps = Readonly<{
  db: Db
  cipher: PiiCipher
  /** The keyed hash that also finds phones; each use has a prefix of its own. */
  phoneIndex(text: string): string
  clock: Clock
}>

const partsOf = ({ db, cipher, phoneIndex }: DeskDeps) => ({
  vouchers: vouchersRepository(db),
  codes: voucherCodes({ cipher, blindIndex: phoneIndex }),
})

/** What orders need of vouchers: made before them, as they stand below. */
export const ordersVoucherDesk = (deps: DeskDeps): VoucherDesk =>
  voucherDesk({ ...partsOf(deps), clock: deps.clock })

type Deps = DeskDeps &
  Readonly<{
    inTransaction: InTransaction
    outbox: Outbox
    log: Logger
    ledger: Ledger
    audit: Pick<Audit, 'record'>
    identity: Pick<Identity, 'factsOf' | 'holdersOf' | 'record'>
    stores: StoreNames
    orders: Pick<Orders, 'refundExpired' | 'completeVirtual'>
  }>

/** Vouchers, put together. */
export function vouchersModule(deps: Deps) {
  const parts = { ...deps, ...partsOf(deps) }
  const service = vouchersService({
    ...parts,
    redeemVoucher: redeemVoucher(parts),
    giveVoucher: giveVoucher(parts),
  })
  const routes: readonly FastifyPluginAsyncZod[] = [
    voucherRoutes(service),
    shopVoucherRoutes(service),
    openVoucherRoutes(service),
  ]
  return {
    vouchers: service,
    routes,
    subscribers: voucherSubscribers(parts),
    jobs: voucherJobs({ ...parts, endVouchers: endVouchers(parts) }),
    personalData: vouchersPersonalData(deps.db),
  }
}
