import { z } from 'zod'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import { parseFields, type Transport } from './transport.js'

/** A payment, as shipping management finds it: by the merchant's own number. */
export type ShippedPayment = Readonly<{ mchid: string; outTradeNo: string }>
export type ShippingReport = ShippedPayment &
  Readonly<{
    way: 'express' | 'virtual' | 'self-pickup'
    /** What is in it, at most 120 characters. */
    title: string
    /** Of express only. */
    parcel?: Readonly<{ company: string; trackingNo: string; receiverPhoneMasked?: string }>
    /** Later than that of any report before. */
    reportedAt: Date
    payerOpenid: string
  }>
/**
 * `not-there-yet`: the platform takes a payment in after up to a minute. `final`: it takes no (further) report.
 * `company-unknown`: it knows no express company of this name.
 */
export type ShippingRefused = 'not-there-yet' | 'final' | 'company-unknown'

const NOT_THERE = 10060001
/** Finished, no more corrections, closed or received, the same content again. */
const FINAL = [10060002, 10060003, 10060004, 10060023]
/** The platform's codes of express companies. Source: 物流公司编码表. A name may have more after it: 顺丰速运, 中通快递. */
const COMPANIES: readonly (readonly [name: string, code: string])[] = [
  ['顺丰', 'SF'],
  ['中通', 'ZTO'],
  ['圆通', 'YTO'],
  ['申通', 'STO'],
  ['韵达', 'YD'],
  ['极兔', 'JTSD'],
  ['京东', 'JD'],
  ['德邦', 'DBL'],
  ['EMS', 'EMS'],
  ['邮政', 'YZPY'],
]
const CODE = /^[A-Z0-9_]{2,20}$/
const WAYS = { express: 1, virtual: 3, 'self-pickup': 4 } as const
const BY_MERCHANT_NO = 1
const UNIFIED = 1

const ManagedAnswer = z.object({ is_trade_managed: z.boolean() })
const OrderAnswer = z.object({
  order: z.object({
    shipping: z.object({ finish_shipping_count: z.number().int().optional() }).optional(),
  }),
})

/** Shipping management of the mini-program. Source: mini-program documents, 发货信息管理服务; wechat-contract.md C.7. */
export function shippingCalls(transport: Pick<Transport, 'askWithToken'>, appid: string) {
  const call = (name: string, json: object) => {
    const path = `/wxa/sec/order/${name}`
    return transport.askWithToken({ api: name, path, json }, [NOT_THERE, ...FINAL])
  }
  const outcome = (errcode: number): Result<null, ShippingRefused> =>
    errcode === 0 ? ok(null) : refuse(errcode === NOT_THERE ? 'not-there-yet' : 'final')

  return {
    /** Whether what customers pay is kept until shipping is reported. */
    async isTradeManaged(): Promise<boolean> {
      const api = 'is_trade_managed'
      return parseFields(ManagedAnswer, api, await call(api, { appid })).is_trade_managed
    },

    /** Reports how the goods of a payment reach the customer; a second time corrects it, once. */
    async reportShipping(report: ShippingReport): Promise<Result<null, ShippingRefused>> {
      const { way, title, parcel, reportedAt, payerOpenid } = report
      const company = parcel === undefined ? undefined : companyCode(parcel.company)
      if (parcel !== undefined && company === undefined) {
        return refuse('company-unknown', parcel.company)
      }
      const contact = parcel?.receiverPhoneMasked
      const answer = await call('upload_shipping_info', {
        order_key: keyOf(report),
        logistics_type: WAYS[way],
        delivery_mode: UNIFIED,
        shipping_list: [
          {
            item_desc: title,
            ...(parcel && { tracking_no: parcel.trackingNo, express_company: company }),
            ...(contact !== undefined && { contact: { receiver_contact: contact } }),
          },
        ],
        upload_time: reportedAt.toISOString(),
        payer: { openid: payerOpenid },
      })
      return outcome(answer.errcode)
    },

    /** How many reports the platform has of a payment: what to ask after one without an answer. */
    async reportsOf({ mchid, outTradeNo }: ShippedPayment): Promise<number | 'not-there-yet'> {
      const api = 'get_order'
      const answer = await call(api, { merchant_id: mchid, merchant_trade_no: outTradeNo })
      if (answer.errcode !== 0) {
        return 'not-there-yet'
      }
      return parseFields(OrderAnswer, api, answer).order.shipping?.finish_shipping_count ?? 0
    },

    /** Asks the customer to confirm what has arrived: once per payment, express only. */
    async remindToConfirm(
      { mchid, outTradeNo }: ShippedPayment,
      arrivedAt: Date,
    ): Promise<Result<null, ShippingRefused>> {
      const { errcode } = await call('notify_confirm_receive', {
        merchant_id: mchid,
        merchant_trade_no: outTradeNo,
        received_time: Math.floor(arrivedAt.getTime() / 1000),
      })
      return outcome(errcode)
    },
  }
}

function companyCode(company: string): string | undefined {
  const [, code] = COMPANIES.find(([name]) => company.includes(name)) ?? []
  return code ?? (CODE.test(company) ? company : undefined)
}

function keyOf({ mchid, outTradeNo }: ShippedPayment) {
  return { order_number_type: BY_MERCHANT_NO, mchid, out_trade_no: outTradeNo }
}
