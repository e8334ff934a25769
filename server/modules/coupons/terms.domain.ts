import type { Id } from '../../platform/ids/index.js'
import type { Fen } from '../../platform/money/index.js'

export type HolderKey =
  `${'unionid' | 'openid' | 'external_userid' | 'phone' | 'member_no'}:${string}:${string}`

/** What a coupon does, as prices read it; the same shape as the port of orders. */
export type CouponTerms =
  | Readonly<{ kind: 'amount'; offFen: Fen }>
  | Readonly<{ kind: 'percent'; percent: number; capFen?: Fen }>
  | Readonly<{ kind: 'gift'; skuId: Id<'sku'> }>
