import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { waitUntil } from '../../scripts/clients/wait-until.js'
import type { System } from './system.js'

const WITHIN = { withinMs: 60_000 }
export const VOUCHER_FEN = 60_000
export const VOUCHER_STORE = 'S1'

/** As an operator types it in. */
export const newVoucherProduct = (more: object = {}) => ({
  ...{ name: '双人下午茶', category: '券', kind: 'voucher', status: 'on-shelf' },
  skus: [
    { name: '一份', code: `V-${randomUUID().slice(0, 8)}`, priceFen: VOUCHER_FEN, stock: 100 },
  ],
  voucher: { validDays: 30, uses: 1, storeCodes: [], atExpiry: 'refund', ...more },
})

const Shown = z.object({ voucherId: z.string(), code: z.string().optional() })

/** Somebody new buys vouchers, and has them; `codes` in the order of `voucherIds`. */
export async function sellVouchers(
  { asOperator, asCustomer, control }: System,
  { qty = 1 }: { qty?: number } = {},
) {
  const desk = await asOperator()
  await desk.saveStore({ storeCode: VOUCHER_STORE, name: '南山店' })
  const { skus } = await desk.createProduct(newVoucherProduct())
  const { personId } = await control.addPerson({ name: '苏青禾' })
  const phone = await asCustomer(personId)
  const items = [{ skuId: skus[0]?.skuId ?? 'none', qty }]
  const { orderId } = await phone.placeOrder({ items, totalFen: VOUCHER_FEN * qty })
  await control.confirmPayment(await phone.pay(orderId))
  const List = z.object({ items: z.array(Shown).length(qty) })
  let voucherIds: string[] = []
  await waitUntil(async () => {
    const { body } = await phone.send('GET', '/vouchers?limit=100', List)
    voucherIds = body.items.map(({ voucherId }) => voucherId)
  }, WITHIN)
  const codes: string[] = []
  for (const voucherId of voucherIds) {
    const { body } = await phone.send('GET', `/vouchers/${voucherId}`, Shown)
    codes.push(body.code ?? 'none')
  }
  return { orderId, phone, voucherIds, codes }
}
