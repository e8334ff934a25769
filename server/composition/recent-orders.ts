import type { FactScope } from '../modules/customers/index.js'
import { orderRow, type Orders } from '../modules/orders/index.js'

/** The newest orders as other screens show them: the sidebar those of one customer, the workbench those of everybody. */
export function recentOrders(orders: Orders) {
  return {
    async recentOf(facts: FactScope, limit: number) {
      const { orders: found, storeNames } = await orders.list({ facts, limit })
      return found.map((order) => ({
        orderId: order.orderId,
        orderNo: order.orderNo,
        source: order.source,
        status: order.status,
        totalFen: order.totalFen,
        createdAt: order.createdAt,
        paidAt: order.paidAt ?? null,
        storeName: order.storeCode === undefined ? null : (storeNames.get(order.storeCode) ?? null),
        items: order.items.map(({ name, qty }) => ({ name, qty })),
      }))
    },

    async recentRows(limit: number) {
      const { orders: found, ...joined } = await orders.list({ limit })
      return found.map((order) => orderRow(order, joined))
    },
  }
}
