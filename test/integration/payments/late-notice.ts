import type { Outside } from '../integrations/outside.js'
import type { Shop } from '../orders/shop.js'

type Here = Readonly<{ shop: Shop; outside: Outside }>

/** Genuine notices of a payment; the same content each time, as WeChat would send it. */
export async function paidLate(
  { shop, outside }: Here,
  {
    outTradeNo,
    totalFen: total,
    times = 1,
  }: Readonly<{ outTradeNo: string; totalFen: number; times?: number }>,
): Promise<void> {
  const { MINI_APP_ID, PAY_MCH_ID } = outside.sandbox.credentials
  const plaintext = JSON.stringify({
    appid: MINI_APP_ID,
    mchid: PAY_MCH_ID,
    out_trade_no: outTradeNo,
    transaction_id: `4200${outTradeNo.slice(-12)}`,
    trade_state: 'SUCCESS',
    success_time: shop.clock.now().toISOString(),
    payer: { openid: 'o1' },
    amount: { total, payer_total: total, currency: 'CNY', payer_currency: 'CNY' },
  })
  const { port } = shop.app.server.address() as { port: number }
  const url = `http://127.0.0.1:${port}/callbacks/pay/transactions`
  for (let time = 0; time < times; time += 1) {
    await outside.control('POST', '/raw-callback', { kind: 'pay', plaintext, url })
    await shop.settle()
  }
}
