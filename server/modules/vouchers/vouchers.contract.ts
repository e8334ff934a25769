import { z } from 'zod'
import { id } from '../../platform/ids/index.js'
import { fen, page, PageQuery, timestamp } from '../../platform/wire/index.js'

const MAX_USES = 20
const MAX_CODE = 40

export const VoucherState = z.enum([
  'active',
  'offered',
  'redeemed',
  'refund-pending',
  'refunded',
  'lapsed',
])
export const VoucherParams = z.object({ voucherId: id('vch') })
export const RedemptionParams = z.object({ redemptionId: id('rdm') })

const code = z.string().trim().min(1).max(MAX_CODE).describe('as typed or scanned')
const storeCode = z.string().min(1).max(40)

/** Of the open API and of the counter. The redeemId is made by the till for one redemption. */
export const RedeemBody = z
  .strictObject({
    code,
    storeCode,
    redeemId: z.string().min(1).max(64),
    uses: z.int().min(1).max(MAX_USES).default(1),
  })
  .meta({ id: 'RedeemVoucher' })
export const RedeemedView = z
  .object({ voucherId: id('vch'), usesLeft: z.int(), redeemedAt: timestamp })
  .meta({ id: 'RedeemedVoucher' })
export const LookUpBody = z.strictObject({ code, storeCode }).meta({ id: 'LookUpVoucher' })

const look = {
  voucherId: id('vch'),
  name: z.string(),
  skuName: z.string().optional(),
  pictureUrl: z.string().optional(),
  tint: z.string().optional(),
  art: z.string().optional(),
  state: VoucherState,
  usesLeft: z.int(),
  uses: z.int(),
  storeCodes: z.array(z.string()).describe('empty: every store'),
  storeNames: z.array(z.string()),
  atExpiry: z.enum(['refund', 'lapse']),
  validFrom: z.string(),
  validTo: z.string().describe('the first moment at which it is over'),
  createdAt: z.string(),
  endedAt: z.string().optional(),
}
/** Not for a friend who has not taken it yet. */
const own = {
  ...look,
  orderId: id('ord'),
  owedFen: fen.describe('what was paid for the uses that are left'),
  codeTail: z.string().describe('the last four characters'),
}

export const ShopVoucherView = z
  .object({
    ...own,
    isMine: z.boolean().describe('false: given to a friend'),
    isGift: z.boolean().describe('a friend has given it'),
    mayGive: z.boolean(),
    mayRefund: z.boolean().describe('by after-sale of its order: the money goes to whoever paid'),
    offerUntil: z.string().optional(),
    code: z
      .string()
      .optional()
      .describe('in groups of four; one voucher at a time, and only its holder'),
    codePicture: z.string().optional().describe('the code for a scanner: a PNG as a data address'),
  })
  .meta({ id: 'ShopVoucher' })
export const ShopVoucherPage = page(ShopVoucherView)
export const ShopVoucherQuery = PageQuery.extend({
  which: z
    .enum(['usable', 'ended', 'given'])
    .default('usable')
    .describe('given: to friends, who hold them now'),
})
export const OfferView = z
  .object({ voucherId: id('vch'), token: z.string(), until: z.string() })
  .meta({ id: 'VoucherOffer' })
export const OfferKnock = z
  .strictObject({ token: z.string().min(1).max(64) })
  .meta({ id: 'OfferKnock' })
/** What a friend sees before taking it: nothing of the giver, and no code. */
export const OfferedView = z
  .object({
    ...look,
    until: z.string(),
  })
  .meta({ id: 'OfferedVoucher' })

const Holder = z.object({ customerId: z.string(), name: z.string().optional() })
export const VoucherView = z
  .object({
    ...own,
    soldFen: fen,
    customer: Holder.optional().describe('who holds it'),
    payer: Holder.optional().describe('who paid, where that is somebody else'),
    givenAt: z.string().optional(),
    offerUntil: z.string().optional(),
    refundId: id('rfd').optional(),
  })
  .meta({ id: 'Voucher' })
export const VoucherPage = page(VoucherView)
export const VoucherQuery = PageQuery.extend({
  state: VoucherState.optional(),
  orderId: id('ord').optional(),
  customerId: id('cus').optional(),
})

export const RedemptionView = z
  .object({
    redemptionId: id('rdm'),
    voucherId: id('vch'),
    name: z.string(),
    codeTail: z.string(),
    storeCode: z.string(),
    storeName: z.string().optional(),
    uses: z.int(),
    usesLeft: z.int().describe('after it'),
    amountFen: fen,
    at: z.string(),
    source: z.string(),
    operatorName: z.string().optional(),
    mayUndo: z.boolean().describe('by its day and by what became of the voucher'),
    undoneAt: z.string().optional(),
    undoneBy: z.string().optional(),
  })
  .meta({ id: 'Redemption' })
export const RedemptionPage = page(RedemptionView)
export const RedemptionQuery = PageQuery.extend({ storeCode: storeCode.optional() })
export const VoucherDetail = VoucherView.extend({ redemptions: z.array(RedemptionView) }).meta({
  id: 'VoucherDetail',
})
/** At a counter, before somebody confirms. */
export const LookedUp = z
  .object({
    voucher: VoucherView,
    refusal: z.string().optional().describe('why it is not redeemed here and now'),
    refusalDetail: z.string().optional(),
  })
  .meta({ id: 'LookedUpVoucher' })
export const RedeemedDetail = z
  .object({ voucher: VoucherView, redemption: RedemptionView })
  .meta({ id: 'RedeemedDetail' })
