import { z } from 'zod'
import { id } from '../../platform/ids/index.js'
import { page, PageQuery, timestamp } from '../../platform/wire/index.js'

export const CustomerParams = z.object({ customerId: z.string().max(40) })

const ExportPart = z
  .object({
    name: z.string(),
    title: z.string().describe('Chinese, as it is shown'),
    columns: z.array(
      z.object({
        field: z.string(),
        title: z.string(),
        kind: z.enum(['text', 'time', 'fen']),
        words: z.record(z.string(), z.string()).optional().describe('Chinese for codes'),
      }),
    ),
    rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
    isCapped: z.boolean().describe('there are more rows than an export holds'),
  })
  .meta({ id: 'ExportPart' })

export const PersonExport = z
  .object({
    exportedAt: timestamp,
    brandName: z.string(),
    customerId: z.string().nullable().describe('null: nothing is known yet'),
    phones: z.enum(['clear', 'masked']),
    parts: z.array(ExportPart),
  })
  .meta({ id: 'PersonExport' })
export type PersonExport = z.output<typeof PersonExport>

export const NewErasure = z.strictObject({
  confirm: z.literal('删除').describe('typed by the operator'),
  reason: z.string().trim().min(1).max(200).describe('stays in the audit trail: no personal data'),
  doNotContact: z.boolean().default(false),
})
export const ErasureView = z
  .object({
    erasureId: id('ers'),
    state: z.enum(['waiting', 'running', 'done', 'cancelled']),
    by: z.enum(['operator', 'customer']),
    operatorName: z.string().nullable(),
    reason: z.string().nullable(),
    doNotContact: z.boolean(),
    requestedAt: timestamp,
    dueAt: timestamp,
    doneAt: timestamp.nullable(),
    cancelledAt: timestamp.nullable(),
  })
  .meta({ id: 'Erasure' })
export const ErasureList = page(ErasureView)
export const ErasureQuery = PageQuery

export const MiniErasureBody = z.strictObject({ doNotContact: z.boolean().default(false) })
export const MiniErasure = z
  .object({
    request: z
      .object({ requestedAt: timestamp, dueAt: timestamp, state: z.enum(['waiting', 'running']) })
      .nullable(),
    coolingOffDays: z.int(),
  })
  .meta({ id: 'MiniErasure' })
