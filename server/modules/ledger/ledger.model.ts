import { Schema, type Connection } from 'mongoose'
import type { NamedQuery, Stored } from '../../platform/mongo/index.js'
import { ACCOUNT_NAMES, type Account } from './accounts.domain.js'
import type { Transfer } from './transfer.domain.js'

/** `isSummed` is no part of the books: it says whether the sums of its day hold it already. */
export type TransferDocument = Stored<Transfer, 'transferId'> & { isSummed: boolean }
/** The sums of one account on one business day: a projection of the transfers, to be rebuilt from them at any time. */
export type AccountDayDocument = {
  _id: string // <day>:<account>
  account: Account
  on: string
  debitFen: number
  creditFen: number
  transfers: number
}

const required = <T>(type: T) => ({ type, required: true }) as const
const amount = { ...required(Number), min: 0 }
const account = { ...required(String), enum: ACCOUNT_NAMES }
const stored = (collection: string) => ({ collection, strict: 'throw', versionKey: false }) as const

const line = new Schema({ account, debitFen: amount, creditFen: amount }, { _id: false })
const subjects = new Schema(
  { paymentId: String, orderId: String, refundId: String, voucherId: String },
  { _id: false, strict: 'throw' },
)
const transfers = new Schema<TransferDocument>(
  {
    _id: required(String), // made from moment and cause
    moment: required(String),
    at: required(Date),
    lines: [line],
    subjects,
    mchid: String,
    isSummed: required(Boolean),
  },
  stored('ledger_transfers'),
)
// An account's page, newest first; and its sums of a day by the day's moments.
transfers.index({ 'lines.account': 1, at: -1, _id: -1 })
// All moments of an order, for its page.
transfers.index(
  { 'subjects.orderId': 1, at: 1, _id: 1 },
  { partialFilterExpression: { 'subjects.orderId': { $exists: true } } },
)
// What the sums of the days do not hold yet; leaves the index when they do.
transfers.index({ isSummed: 1, _id: 1 }, { partialFilterExpression: { isSummed: false } })

const days = new Schema<AccountDayDocument>(
  {
    _id: required(String),
    account,
    on: required(String),
    debitFen: amount,
    creditFen: amount,
    transfers: amount,
  },
  stored('ledger_days'),
)
// An account day by day, newest first.
days.index({ account: 1, on: -1 })

export const transferModel = (db: Connection) => db.model<TransferDocument>('Transfer', transfers)
export const accountDayModel = (db: Connection) => db.model<AccountDayDocument>('AccountDay', days)

export const ledgerQueries: readonly NamedQuery[] = [
  { name: 'ledger_transfers.by-id', filter: { _id: { $in: ['trf_1'] } }, index: '_id_' },
  {
    name: 'ledger_transfers.of-account',
    filter: { 'lines.account': 'revenue' },
    sort: { at: -1, _id: -1 },
    index: 'lines.account_1_at_-1__id_-1',
  },
  {
    name: 'ledger_transfers.of-account-and-day',
    filter: { 'lines.account': 'wechat-pay', at: { $gte: new Date(0), $lt: new Date(1) } },
    sort: { at: 1, _id: 1 },
    index: 'lines.account_1_at_-1__id_-1',
  },
  {
    name: 'ledger_transfers.of-order',
    filter: { 'subjects.orderId': 'ord_1' },
    sort: { at: 1, _id: 1 },
    index: 'subjects.orderId_1_at_1__id_1',
  },
  {
    name: 'ledger_transfers.to-sum',
    filter: { isSummed: false },
    sort: { _id: 1 },
    index: 'isSummed_1__id_1',
  },
  {
    name: 'ledger_days.of-account',
    filter: { account: 'revenue' },
    sort: { on: -1 },
    index: 'account_1_on_-1',
  },
]
