import type { Clock } from '../../platform/clock/index.js'
import type { PiiCipher } from '../../platform/crypto/index.js'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { InTransaction } from '../../platform/mongo/index.js'
import type { Actor, Audit } from '../operators/index.js'
import type { Chunks } from './chunks.repository.js'
import {
  decideCheck,
  decideRun,
  decideStop,
  decideUndo,
  type Import,
  type ImportSettings,
} from './imports.domain.js'
import type { ImportRefusal } from './imports.errors.js'
import { WORK_JOB } from './imports.jobs.js'
import type { ImportRows, Place } from './imports.repository.js'
import type { RowError } from './rows.domain.js'
import { uploadFile } from './upload-file.js'

type Deps = Parameters<typeof uploadFile>[0] &
  Readonly<{
    imports: ImportRows
    chunks: Chunks
    cipher: PiiCipher
    audit: Audit
    inTransaction: InTransaction
    clock: Clock
    requestJob(name: string): Promise<boolean>
  }>

type Decide = (known: Import) => Result<Import, ImportRefusal>
type Answer = Promise<Result<Import, ImportRefusal>>
type Deed = Readonly<{ action: string; actor: Actor; reason?: string }>

const MAX_FAULTS_SHOWN = 100

export type ImportService = ReturnType<typeof importService>

/** Imports as the console leads them; the work itself is done by a job. */
export function importService(deps: Deps) {
  const { imports, chunks, cipher, audit, inTransaction, clock, requestJob } = deps

  async function change(importId: Id<'imp'>, deed: Deed, decide: Decide): Answer {
    const known = await imports.find(importId)
    if (known === null || known.status === 'uploading') {
      return refuse('import-not-found')
    }
    const decision = decide(known)
    if (!decision.ok) {
      return decision
    }
    const next = decision.value
    const saved = await inTransaction({ commitIf: 'saved' }, async (tx) => {
      const subject = { type: 'import', id: importId }
      const told = { before: statusOf(known), after: statusOf(next) }
      await audit.record({ ...deed, subject, ...told }, { tx })
      return imports.save(next, { tx })
    })
    if (saved !== 'saved') {
      return refuse('import-changed')
    }
    await requestJob(WORK_JOB)
    return ok({ ...next, revision: next.revision + 1 })
  }

  return {
    /** Stores a file. Refuses what is no sheet; nothing of it stays then. */
    upload: uploadFile(deps),

    list: (query: Readonly<{ after?: Place; limit: number }>) => imports.list(query),

    async get(
      importId: Id<'imp'>,
    ): Promise<Result<Readonly<{ known: Import; sample: readonly string[][] }>, ImportRefusal>> {
      const known = await imports.find(importId)
      if (known === null || known.status === 'uploading') {
        return refuse('import-not-found')
      }
      const sealed = await imports.sampleOf(importId)
      const sample = sealed === null ? [] : (JSON.parse(cipher.decrypt(sealed)) as string[][])
      return ok({ known, sample })
    },

    /** Has the file read with these settings; nothing is imported yet. */
    check: (
      importId: Id<'imp'>,
      given: Omit<ImportSettings, 'statedAt'> & { statedAt?: Date },
      actor: Actor,
    ): Answer =>
      change(importId, { action: 'import.check', actor }, (known) =>
        decideCheck(known, { ...given, statedAt: given.statedAt ?? known.createdAt }, clock.now()),
      ),

    /** Begins to import the good rows, or goes on where it was stopped. */
    run: (importId: Id<'imp'>, actor: Actor): Answer =>
      change(importId, { action: 'import.run', actor }, (known) => decideRun(known, clock.now())),

    stop: (importId: Id<'imp'>, actor: Actor): Answer =>
      change(importId, { action: 'import.stop', actor }, (known) => decideStop(known, clock.now())),

    /** Takes back everything that the import has brought. */
    undo: (importId: Id<'imp'>, reason: string, actor: Actor): Answer => {
      const { operatorId, name } = actor
      return change(importId, { action: 'import.undo', actor, reason }, (known) =>
        decideUndo(known, { operatorId, name, reason }),
      )
    },

    /** The first hundred faults in the order of the file. */
    async firstFaults(importId: Id<'imp'>): Promise<RowError[]> {
      const shown: RowError[] = []
      for await (const { faults } of chunks.faultsFrom(importId, 0)) {
        shown.push(...faults.slice(0, MAX_FAULTS_SHOWN - shown.length))
        if (shown.length >= MAX_FAULTS_SHOWN) {
          break
        }
      }
      return shown
    },

    /** All of them, in pieces. */
    async *allFaults(importId: Id<'imp'>): AsyncGenerator<readonly RowError[]> {
      for await (const { faults } of chunks.faultsFrom(importId, 0)) {
        yield faults
      }
    },
  }
}

/** What the trail tells of an import: how it is to be read and how far it is, never a row. */
function statusOf({ status, settings, check, run, undo }: Import) {
  return { status, ...(settings === undefined ? {} : { settings }), check, run, undo }
}
