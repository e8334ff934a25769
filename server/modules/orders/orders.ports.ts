import { z } from 'zod'
import type { HolderKey } from './orders.domain.js'
import { fen } from '../../platform/wire/index.js'

/** Names of stores, by code; kept by the stores module. A code that is missing from the answer is unknown. */
export type StoreNames = Readonly<{
  nameOf(storeCodes: readonly string[]): Promise<ReadonlyMap<string, string>>
}>

/** Whom a member of staff has in front of them in a chat; null: nobody of theirs. Kept by the wecom module. */
export type Chats = Readonly<{
  inFront(
    externalUserid: string,
    staff: Readonly<{ staffUserid?: string | undefined }>,
  ): Promise<HolderKey | null>
}>

const MAX_ITEMS = 200
const MAX_QTY = 1_000_000
const number = z.string().min(1).max(64)

/** What `data` of the order events of the open API must look like (contract.md 4). */
export const orderEventData = {
  'order.paid': z.object({
    orderNo: number,
    storeCode: number.optional(),
    paidFen: fen,
    items: z
      .array(
        z.object({
          sku: number,
          name: z.string().min(1).max(120),
          qty: z.int().min(1).max(MAX_QTY),
          amountFen: fen,
        }),
      )
      .max(MAX_ITEMS),
    channel: z.string().min(1).max(40).optional(),
  }),
  'order.refunded': z.object({ orderNo: number, refundNo: number, refundFen: fen }),
} as const
