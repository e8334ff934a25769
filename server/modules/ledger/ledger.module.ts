import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Db, InTransaction } from '../../platform/mongo/index.js'
import { balancesRepository } from './balances.repository.js'
import { ledgerJobs } from './ledger.jobs.js'
import { ledgerRepository } from './ledger.repository.js'
import { ledgerRoutes } from './ledger.routes.js'
import { booksService } from './ledger.service.js'

type Deps = Readonly<{ db: Db; inTransaction: InTransaction }>

/** The books, put together: whoever moves money posts in its own transaction. */
export function ledgerModule({ db, inTransaction }: Deps) {
  const transfers = ledgerRepository(db)
  const balances = balancesRepository(db)
  const books = booksService({ transfers, balances })
  const routes: readonly FastifyPluginAsyncZod[] = [ledgerRoutes(books)]
  return {
    ledger: transfers,
    books,
    jobs: ledgerJobs({ balances, inTransaction }),
    routes,
  }
}
