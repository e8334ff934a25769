import { createSandbox, type Sandbox } from '../../scripts/sandbox/index.js'
import { clients } from '../contract/sandbox/support/clients.js'
import { payDesk } from '../contract/sandbox/support/pay-desk.js'
import { startReceiver, type Receiver } from '../contract/sandbox/support/receiver.js'
import { DESK, useBrowser } from './browser.js'

const browser = useBrowser()
let sandbox: Sandbox
let receiver: Receiver

beforeAll(async () => {
  receiver = await startReceiver()
  receiver.answerWith(() => ({ status: 204, body: '' }))
  sandbox = await createSandbox({ retrySpeed: 100_000 })
})
afterAll(async () => {
  await sandbox.close()
  await receiver.close()
})

// Guarantee: a person follows the money of the sandbox by hand: refund, balance, bill, shipping.
test('given orders and refunds, then the panel settles a refund, withdraws, shows the bill and the shipping', async () => {
  const world = clients(sandbox)
  const desk = payDesk(world, receiver)
  await world.control('/pay/refund-rules', { delayMs: null, gapMs: 0 }, 'PUT')
  await world.control('/shipping/rules', { managed: true, ingestMs: 0 }, 'PUT')
  const first = await desk.paid(12_900)
  const second = await desk.paid(1_900)
  await desk.ordered()
  await desk.refund(second, 900)
  const { value: odd } = await desk.refund(first, 2_600, { reason: '少发一份' })
  const outRefundNo = odd['out_refund_no']
  await world.control('/pay/refunds/settle', { outRefundNo, outcome: 'ABNORMAL' })
  await world.control('/pay/deposit', { amountFen: 50_000 })

  const { openid } = await world.person()
  await world.control('/pay/transfer-rules', { delayMs: null }, 'PUT')
  const transfer = await world.pay('POST', '/v3/fund-app/mch-transfer/transfer-bills', {
    appid: world.keys.MINI_APP_ID,
    out_bill_no: 'plf0001',
    transfer_scene_id: '1000',
    openid,
    transfer_amount: 888,
    transfer_remark: '邀请好友奖励',
    transfer_scene_report_infos: [
      { info_type: '活动名称', info_content: '邀请好友下单' },
      { info_type: '奖励说明', info_content: '好友完成首单' },
    ],
  })
  expect(transfer.status).toBe(200)

  const { page, problems, screenshot } = await browser.open(DESK)
  await page.goto(`${sandbox.url}/#refunds`)
  await page.getByRole('button', { name: '到账', exact: true }).click()
  await page.getByText('已退款').waitFor()
  await page.getByText('退款异常').waitFor()
  await screenshot('sandbox-refunds')

  await page.getByRole('link', { name: '商户账户' }).click()
  await page.getByRole('heading', { name: '基本账户' }).waitFor()
  await page.getByLabel('提现金额（元）').fill('100.50')
  await page.getByRole('button', { name: '提现' }).click()
  await page.getByText('-¥100.50').waitFor()
  await page.getByRole('button', { name: '出现新证书' }).click()
  await page.getByText('有效，未启用').waitFor()
  await screenshot('sandbox-account')

  await page.getByRole('link', { name: '账单' }).click()
  await page.getByText('总交易单数').waitFor()
  await screenshot('sandbox-bills')

  await page.getByRole('link', { name: '发货管理' }).click()
  await page.getByRole('button', { name: '催发货（48 小时）' }).first().waitFor()
  await screenshot('sandbox-shipping')

  await page.getByRole('link', { name: '收款' }).click()
  await page.getByText('已退 ¥9.00').waitFor()
  await page.getByRole('button', { name: '只对下一个' }).click()
  await page.getByText('下一个通知：签名被改').waitFor()
  await screenshot('sandbox-payments')

  await page.getByRole('link', { name: '转账' }).click()
  await page.getByRole('button', { name: '用户确认收款' }).click()
  await page.getByText('到账中').waitFor()
  await screenshot('sandbox-transfers')
  expect(problems).toEqual([])
}, 60_000)
