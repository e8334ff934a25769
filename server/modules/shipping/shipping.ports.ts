import { z } from 'zod'
import type { Result } from '../../platform/errors/index.js'
import { id, type Id } from '../../platform/ids/index.js'
import type { Parcel, ShippingWay } from './shipping.domain.js'

type ShippedPayment = Readonly<{ mchid: string; outTradeNo: string }>
type Refused = 'not-there-yet' | 'final' | 'company-unknown'

/** WeChat's shipping management. Every call throws an AppError when there is no answer. */
export type ShippingGateway = Readonly<{
  isTradeManaged(): Promise<boolean>
  reportShipping(
    report: ShippedPayment &
      Readonly<{
        way: ShippingWay
        title: string
        parcel?: Parcel
        reportedAt: Date
        payerOpenid: string
      }>,
  ): Promise<Result<null, Refused>>
  /** How many reports WeChat has. */
  reportsOf(payment: ShippedPayment): Promise<number | 'not-there-yet'>
  remindToConfirm(payment: ShippedPayment, arrivedAt: Date): Promise<Result<null, Refused>>
}>

/** Who paid, as WeChat knows them; null: no such payment. */
export type Payers = Readonly<{
  find(paymentId: Id<'pay'>): Promise<Readonly<{ openid?: string }> | null>
}>

/** `data` of the push that comes when goods are on their way and when their money is free. */
export const SETTLEMENT_PUSHED = 'mini.order-settlement'
export const SettlementNotice = z.object({
  data: z.object({
    outTradeNo: id('pay').optional().catch(undefined),
    settledAt: z.coerce.date().optional(),
  }),
})
