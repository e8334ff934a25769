import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Clock } from '../../platform/clock/index.js'
import type { PiiCipher } from '../../platform/crypto/index.js'
import type { Log } from '../../platform/log/index.js'
import type { Db, InTransaction } from '../../platform/mongo/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import type { AnyStep } from '../../platform/pipeline/index.js'
import type { CustomerFact, IdentifierReader } from '../customers/index.js'
import type { Audit } from '../operators/index.js'
import { checkFile } from './check-file.js'
import { chunksRepository } from './chunks.repository.js'
import { filePartsRepository } from './file-parts.repository.js'
import { importJobs } from './imports.jobs.js'
import type {
  AllStores,
  EventGuards,
  OrderIdOf,
  PreviewJoins,
  RetractSource,
  WithdrawFacts,
  WithdrawOrders,
} from './imports.ports.js'
import { importsRepository } from './imports.repository.js'
import { importRoutes } from './imports.routes.js'
import { importService } from './imports.service.js'
import { runImport } from './run-import.js'
import { undoImport } from './undo-import.js'
import { uploadRoutes } from './upload.routes.js'

type Deps = Readonly<{
  db: Db
  cipher: PiiCipher
  clock: Clock
  log: Log
  inTransaction: InTransaction
  outbox: Outbox
  audit: Audit
  reader: Pick<IdentifierReader, 'read'>
  ordersStep: AnyStep<CustomerFact>
  customersStep: AnyStep<CustomerFact>
  guards: EventGuards
  stores: AllStores
  orderIdOf: OrderIdOf
  withdrawFacts: WithdrawFacts
  withdrawOrders: WithdrawOrders
  previewJoins: PreviewJoins
  retractSource: RetractSource
  requestJob(name: string): Promise<boolean>
  /** Wakes whoever delivers what a batch has left behind. */
  onCommitted(): void
}>

/** Members and orders from files, put together. */
export function importsModule(deps: Deps) {
  const { db, cipher, clock, log } = deps
  const imports = importsRepository(db)
  const files = filePartsRepository(db, cipher)
  const chunks = chunksRepository(db, cipher)
  const parts = { ...deps, imports, files, chunks }
  const service = importService(parts)
  const routes: readonly FastifyPluginAsyncZod[] = [
    uploadRoutes({ imports: service }),
    importRoutes({ imports: service }),
  ]
  return {
    imports: service,
    jobs: importJobs({
      ...{ imports, files, chunks, clock, log },
      check: checkFile(parts),
      run: runImport(parts),
      undo: undoImport(parts),
    }),
    routes,
  }
}
