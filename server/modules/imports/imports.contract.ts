import { z } from 'zod'
import { id } from '../../platform/ids/index.js'
import { page, PageQuery } from '../../platform/wire/index.js'

export const ImportKindName = z.enum(['members', 'orders'])
const MAX_COLUMN = 199
const MAX_REASON = 200

export const ImportParams = z.object({ importId: id('imp') })
export const ImportListQuery = PageQuery
export const UploadQuery = z.object({ kind: ImportKindName })

const column = z.int().min(0).max(MAX_COLUMN).optional().describe('index of the column')
export const ColumnMapping = z
  .strictObject({
    memberNo: column,
    phone: column,
    name: column,
    store: column,
    firstDate: column,
    spend: column,
    orderNo: column,
    paidAt: column,
    paid: column,
    channel: column,
  })
  .meta({ id: 'ColumnMapping' })

export const CheckImport = z
  .strictObject({
    mapping: ColumnMapping,
    source: z
      .string()
      .regex(/^[0-9a-z][0-9a-z_-]{0,39}$/)
      .describe('whose numbers these are, as the open API names it'),
    isTrusted: z.boolean().describe('its member numbers and phones count as claims'),
    phonesVerified: z.boolean().describe('the source has proved that the phones are the members’'),
    statedOn: z.iso
      .date()
      .optional()
      .describe('the business day of which a member list tells; unset: the upload'),
  })
  .meta({ id: 'CheckImport' })
export const UndoImport = z
  .strictObject({ reason: z.string().trim().min(1).max(MAX_REASON) })
  .meta({ id: 'UndoImport' })

const RowRuleName = z.enum([
  'required',
  'too-long',
  'id-blocked',
  'phone-masked',
  'phone-not-mainland',
  'phone-blocked',
  'date-unreadable',
  'date-in-future',
  'date-too-old',
  'amount-unreadable',
  'amount-negative',
  'store-unknown',
  'duplicate-row',
  'quote-not-closed',
  'too-many-columns',
  'order-already-paid',
  'order-known',
  'source-is-reserved',
  'refused',
])

export const ImportView = z
  .object({
    importId: id('imp'),
    kind: ImportKindName,
    fileName: z.string(),
    sizeBytes: z.int(),
    format: z.enum(['csv', 'xlsx']),
    encoding: z.string().nullable(),
    status: z.enum([
      'uploaded',
      'checking',
      'checked',
      'running',
      'stopped',
      'done',
      'undoing',
      'undone',
      'failed',
    ]),
    failure: z.string().nullable(),
    settings: z
      .object({
        mapping: ColumnMapping,
        source: z.string(),
        isTrusted: z.boolean(),
        phonesVerified: z.boolean(),
        statedAt: z.string(),
      })
      .nullable(),
    check: z.object({
      rows: z.int(),
      good: z.int(),
      faulty: z.int(),
      errors: z.array(z.object({ rule: RowRuleName, count: z.int() })),
      preview: z.object({
        newMembers: z.int(),
        knownMembers: z.int(),
        newIdentifiers: z.int(),
        contestedPhones: z.int(),
        joins: z.int(),
      }),
    }),
    run: z.object({ rows: z.int(), imported: z.int(), refused: z.int() }),
    undo: z.object({ rows: z.int(), removed: z.int(), kept: z.int() }),
    createdAt: z.string(),
    createdBy: z.string(),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    undoneAt: z.string().nullable(),
    fileUntil: z.string().nullable().describe('null: the file has been removed'),
    canUndo: z.boolean(),
  })
  .meta({ id: 'Import' })
export const ImportPage = page(ImportView)

export const ImportDetail = ImportView.extend({
  header: z.array(z.string()),
  sample: z.array(z.array(z.string())).describe('the first lines; phone numbers masked'),
  proposal: ColumnMapping.describe('what the heads of the columns say'),
  faults: z
    .array(z.object({ row: z.int(), column: z.int().nullable(), rule: RowRuleName }))
    .describe('the first hundred, in the order of the file'),
}).meta({ id: 'ImportDetail' })
