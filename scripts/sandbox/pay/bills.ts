import type { Context } from '../context.js'
import type { BillTicket } from '../world/pay-model.js'
import type { PayAnswer, PayApi, PayCall } from './api.js'
import { billDay } from './bill-day.js'
import { billStream, type BillSpec } from './bill-file.js'
import { PayError, paramError } from './errors.js'

/** Head, summary head, summary: a bill of nothing. */
const EMPTY_LINES = 3
const KEPT_DAYS = 92
const DAY_MS = 24 * 3_600_000
const TICKET_MS = 5 * 60_000
/** Names the real host: clients sign the path of this address and send it where they send all. */
const DOWNLOAD = 'https://api.mch.weixin.qq.com/v3/billdownload/file'
const TYPES = ['ALL', 'SUCCESS', 'REFUND'] as const
const ACCOUNTS = ['BASIC', 'OPERATION', 'FEES']

function asked({ query }: PayCall): { gzip: boolean } {
  const tar = query['tar_type'] ?? ''
  if (tar !== '' && tar !== 'GZIP') {
    throw paramError('tar_type', '不支持的压缩格式', tar)
  }
  return { gzip: tar === 'GZIP' }
}

async function tradeBill(call: PayCall): Promise<PayAnswer> {
  const wanted = call.query['bill_type'] ?? 'ALL'
  const type = TYPES.find((one) => one === wanted)
  if (type === undefined) {
    throw paramError('bill_type', '不支持的账单类型', wanted)
  }
  const spec = { date: call.query['bill_date'] ?? '', bill: 'trade', type } as const
  return offered(call, spec, asked(call))
}

async function fundFlowBill(call: PayCall): Promise<PayAnswer> {
  const account = call.query['account_type'] ?? 'BASIC'
  if (!ACCOUNTS.includes(account)) {
    throw paramError('account_type', '不支持的资金账户类型', account)
  }
  const spec = { date: call.query['bill_date'] ?? '', bill: 'fundflow', type: 'ALL' } as const
  checkDay(call.context, spec)
  if (account !== 'BASIC') {
    throw noStatement()
  }
  return offered(call, spec, asked(call))
}

const noStatement = () => new PayError(400, 'NO_STATEMENT_EXIST', '账单文件不存在')

/** Yesterday and before, up to three months back, from 10:00 of the next day on. */
function checkDay({ clock, faults }: Context, { date, bill }: BillSpec): void {
  const day = billDay(date)
  if (day === null) {
    throw paramError('bill_date', '账单日期格式不正确', date)
  }
  const now = clock.now()
  if (now < day.until || now - day.until > KEPT_DAYS * DAY_MS) {
    throw new PayError(400, 'INVALID_REQUEST', '参数错误，请检查bill_date')
  }
  const subject = `/v3/bill/${bill === 'trade' ? 'tradebill' : 'fundflowbill'} ${date}`
  const held = faults.take('billCreating', { area: 'pay', subject }) !== undefined
  if (now < day.readyAt || held) {
    throw new PayError(400, 'STATEMENT_CREATING', '账单生成中，请稍后再试')
  }
}

async function offered(
  call: PayCall,
  spec: BillSpec,
  { gzip }: { gzip: boolean },
): Promise<PayAnswer> {
  const { context } = call
  const { world, clock, faults } = context
  if (spec.bill === 'trade') {
    checkDay(context, spec)
  }
  const { sha1, lines } = await context.billHashes(spec)
  if (lines <= EMPTY_LINES) {
    throw noStatement()
  }
  forgetOldTickets(context)
  const token = world.mint('bill', { length: 64 })
  world.billTickets.put({ ...spec, token, gzip, issuedAt: clock.now() })
  const subject = `/v3/bill/${spec.bill === 'trade' ? 'tradebill' : 'fundflowbill'} ${spec.date}`
  const wrong = faults.take('billWrongHash', { area: 'pay', subject }) !== undefined
  const hash = wrong ? [...sha1].reverse().join('') : sha1
  const json = { hash_type: 'SHA1', hash_value: hash, download_url: `${DOWNLOAD}?token=${token}` }
  return { status: 200, json }
}

const isOld = ({ clock }: Context, { issuedAt }: BillTicket) => clock.now() - issuedAt > TICKET_MS

function forgetOldTickets(context: Context): void {
  for (const ticket of context.world.billTickets.all()) {
    if (isOld(context, ticket)) {
      context.world.billTickets.remove(ticket.token)
    }
  }
}

function download({ context, query }: PayCall): PayAnswer {
  const ticket = context.world.billTickets.get(query['token'] ?? '')
  if (ticket === undefined || isOld(context, ticket)) {
    throw new PayError(400, 'INVALID_REQUEST', '下载地址无效或已过期，请重新申请账单')
  }
  return { status: 200, stream: billStream(context, ticket) }
}

/** Source: WeChat Pay v3, 申请交易账单, 申请资金账单, 下载账单. */
export const billApis: readonly PayApi[] = [
  { method: 'GET', path: '/v3/bill/tradebill', run: tradeBill },
  { method: 'GET', path: '/v3/bill/fundflowbill', run: fundFlowBill },
  { method: 'GET', path: '/v3/billdownload/file', run: download },
]
