import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { access, answers, orProblem } from '../../platform/http/index.js'
import { id } from '../../platform/ids/index.js'
import { decodeCursor, encodeCursor } from '../../platform/wire/index.js'
import { ACCOUNTS } from './accounts.domain.js'
import {
  AccountDayList,
  AccountList,
  AccountParams,
  DayQuery,
  TransferPage,
  TransferQuery,
} from './ledger.contract.js'
import { ledgerErrors } from './ledger.errors.js'
import type { Books } from './ledger.service.js'
import type { Transfer } from './transfer.domain.js'

const tags = ['ledger']
const config = { access: access.permission('ledger.read') }
const refusals = ['ledger-account-not-found'] as const

const list = {
  config,
  schema: {
    operationId: 'listLedgerAccounts',
    tags,
    summary: 'Every account with its balance, and whether the books add up',
    response: answers(AccountList, ledgerErrors),
  },
}
const days = {
  config,
  schema: {
    operationId: 'listLedgerDays',
    tags,
    summary: 'One account by business days, newest first',
    params: AccountParams,
    querystring: DayQuery,
    response: answers(AccountDayList, ledgerErrors, refusals),
  },
}
const transfers = {
  config,
  schema: {
    operationId: 'listLedgerTransfers',
    tags,
    summary: 'The transfers of one account with their source documents, newest first',
    params: AccountParams,
    querystring: TransferQuery,
    response: answers(TransferPage, ledgerErrors, refusals),
  },
}

/** The books, for the console; read only. */
export const ledgerRoutes =
  (books: Books): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/ledger/accounts', list, async () => {
      const items = await books.balances()
      const differenceFen = items.reduce((sum, row) => sum + row.debitFen - row.creditFen, 0)
      return { items, differenceFen }
    })

    app.get('/api/ledger/accounts/:account/days', days, async ({ params, query }) => {
      const found = orProblem(await books.days(params.account, query.limit), ledgerErrors)
      return { items: found.map(({ account: _account, ...day }) => day) }
    })

    app.get('/api/ledger/accounts/:account/transfers', transfers, async ({ params, query }) => {
      const { cursor, limit } = query
      const after = cursor === undefined ? {} : { after: placeOf(cursor) }
      const page = await books.page(params.account, { ...after, limit: limit + 1 })
      const found = orProblem(page, ledgerErrors)
      const items = found.slice(0, limit).map(viewOf)
      const last = found.length > limit ? items.at(-1) : undefined
      return {
        items,
        nextCursor: last === undefined ? null : encodeCursor([last.at, last.transferId]),
      }
    })
  }

function placeOf(cursor: string) {
  const [at, transferId] = decodeCursor(cursor, [z.iso.datetime(), id('trf')])
  return { at: new Date(at), transferId }
}

function viewOf({ transferId, moment, at, lines, subjects }: Transfer) {
  return {
    transferId,
    moment,
    at: at.toISOString(),
    lines: lines.map((line) => ({ ...line, title: ACCOUNTS[line.account].title })),
    subjects,
  }
}
