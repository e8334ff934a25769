import { refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { InTransaction } from '../../platform/mongo/index.js'
import type { Actor, Audit } from '../operators/index.js'
import type { Payments } from '../payments/index.js'
import type { closeOrder } from './close-order.js'
import type { Order } from './orders.domain.js'
import type { ShopRefusal } from './orders.errors.js'
import type { Chats } from './orders.ports.js'
import type { OrderRows } from './orders.repository.js'
import type { payOrder } from './pay-order.js'
import type { placeOrder, PlaceOrder } from './place-order.js'

/** A member of staff beside a chat. `storeCodes`: where they may sell; null: everywhere. */
export type Seller = Actor &
  Readonly<{ storeCodes: readonly string[] | null; staffUserid?: string | undefined }>
export type AssistOrder = Pick<PlaceOrder, 'idempotencyKey' | 'body'> &
  Readonly<{ externalUserid: string }>

type Deps = Readonly<{
  orders: Pick<OrderRows, 'find'>
  payments: Pick<Payments, 'refresh'>
  chats: Chats
  placeOrder: ReturnType<typeof placeOrder>
  payOrder: ReturnType<typeof payOrder>
  closeOrder: ReturnType<typeof closeOrder>
  audit: Pick<Audit, 'record'>
  inTransaction: InTransaction
}>

export type Assisted = ReturnType<typeof assistOrders>
/**
 * Orders that staff place for the customer in front of them: the customer's from the first moment, paid by a code that they
 * scan or in their own mini-program. Orders that somebody else has placed do not exist here.
 */
export function assistOrders(deps: Deps) {
  const { orders, payments, chats, audit, inTransaction } = deps

  async function own(
    orderId: Id<'ord'>,
    { operatorId }: Pick<Seller, 'operatorId'>,
  ): Promise<Result<Order, ShopRefusal>> {
    const order = await orders.find(orderId)
    return order?.assistedBy?.operatorId === operatorId
      ? { ok: true, value: order }
      : refuse('order-not-found')
  }

  return {
    own,

    /** Refuses `chat-customer-unknown`, `store-not-yours` besides what placing an order refuses. */
    async place(
      { externalUserid, idempotencyKey, body }: AssistOrder,
      seller: Seller,
    ): Promise<Result<Order, ShopRefusal>> {
      const { operatorId, name, storeCodes } = seller
      const { storeCode } = body
      if (storeCode !== undefined && storeCodes !== null && !storeCodes.includes(storeCode)) {
        return refuse('store-not-yours')
      }
      const holder = await chats.inFront(externalUserid, seller)
      if (holder === null) {
        return refuse('chat-customer-unknown')
      }
      return deps.placeOrder({
        ...{ holder, idempotencyKey, body },
        assistedBy: { operatorId, name },
      })
    },

    /** What the customer scans; may be repeated, and is another one after they tried to pay in the mini-program. */
    async payCode(
      orderId: Id<'ord'>,
      seller: Seller,
    ): Promise<Result<Readonly<{ codeUrl: string; order: Order }>, ShopRefusal>> {
      const found = await own(orderId, seller)
      if (!found.ok) {
        return found
      }
      const code = await deps.payOrder.byCode(found.value)
      return code.ok ? { ok: true, value: { codeUrl: code.value, order: found.value } } : code
    },

    /** The order as it is; while it waits for payment, WeChat is asked. */
    async look(orderId: Id<'ord'>, seller: Seller): Promise<Result<Order, ShopRefusal>> {
      const found = await own(orderId, seller)
      const paymentId = found.ok ? found.value.paymentId : undefined
      if (found.ok && found.value.status === 'pending-payment' && paymentId !== undefined) {
        await payments.refresh(paymentId)
        return own(orderId, seller)
      }
      return found
    },

    /** The customer does not want it after all. */
    async cancel(orderId: Id<'ord'>, seller: Seller): Promise<Result<Order, ShopRefusal>> {
      const found = await own(orderId, seller)
      if (!found.ok || found.value.status === 'closed') {
        return found
      }
      const closed = await deps.closeOrder(orderId, 'cancelled-by-customer')
      if (closed.ok) {
        const { operatorId, name } = seller
        const subject = { type: 'order', id: orderId }
        const change = { before: { status: found.value.status }, after: { status: 'closed' } }
        await inTransaction((tx) =>
          audit.record(
            { actor: { operatorId, name }, action: 'order.cancel-assisted', subject, ...change },
            { tx },
          ),
        )
      }
      return closed.ok ? own(orderId, seller) : closed
    },
  }
}
