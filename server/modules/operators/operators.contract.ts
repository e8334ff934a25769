import { z } from 'zod'
import { id } from '../../platform/ids/index.js'
import { page, PageQuery, timestamp } from '../../platform/wire/index.js'

const MIN_PASSWORD_CHARS = 8
const MAX_PASSWORD_CHARS = 200 // scrypt hashes whatever comes: bounded

export const Role = z.enum(['admin', 'operator', 'store-manager', 'staff', 'read-only'])
const username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9._@-]{1,64}$/, 'letters, digits and . _ @ -, at most 64')
const newPassword = z.string().min(MIN_PASSWORD_CHARS).max(MAX_PASSWORD_CHARS)
const personName = z.string().trim().min(1).max(40)
const storeCodes = z
  .array(z.string().min(1).max(40))
  .max(500)
  .nullable()
  .describe('stores the operator sees; null: all')

export const LogIn = z.strictObject({ username, password: z.string().max(MAX_PASSWORD_CHARS) })
export const SidebarLogIn = z.strictObject({
  code: z.string().min(1).max(200),
  state: z.string().min(1).max(100).describe('as it came back with the code'),
})

export const SessionOperator = z
  .object({
    operatorId: id('opr'),
    username: z.string(),
    name: z.string(),
    role: Role,
    permissions: z.array(z.string()),
    storeCodes,
  })
  .meta({ id: 'SessionOperator' })
export type SessionOperator = z.output<typeof SessionOperator>

export const LoggedIn = z.object({ operator: SessionOperator })
export const CurrentSession = LoggedIn.extend({
  brand: z.object({ name: z.string() }),
  sandboxUrl: z.string().nullable(),
})

export const LoginUrlQuery = z.object({ redirect: z.string().min(1).max(500) })
export const LoginUrl = z.object({ url: z.string() })
export const JssdkQuery = z.object({ url: z.url().max(1_000) })
export const Jssdk = z.object({
  corpId: z.string(),
  agentId: z.string(),
  timestamp: z.int(),
  nonceStr: z.string(),
  signature: z.string(),
})

export const OperatorView = z
  .object({
    operatorId: id('opr'),
    username: z.string(),
    name: z.string(),
    role: Role,
    storeCodes,
    status: z.enum(['active', 'disabled']),
    createdAt: timestamp,
  })
  .meta({ id: 'Operator' })
export const OperatorList = page(OperatorView)
export const OperatorQuery = PageQuery
export const OperatorParams = z.object({ operatorId: id('opr') })
export const NewOperator = z.strictObject({
  username,
  name: personName,
  role: Role.exclude(['staff']).describe('staff come in through WeCom'),
  password: newPassword,
  storeCodes: storeCodes.default(null),
})
export type NewOperator = z.output<typeof NewOperator>
export const OperatorPatch = z.strictObject({
  name: personName.optional(),
  role: Role.optional(),
  storeCodes: storeCodes.optional(),
  status: z.enum(['active', 'disabled']).optional(),
  password: newPassword.optional(),
})
export type OperatorPatch = z.output<typeof OperatorPatch>

export const AuditView = z
  .object({
    auditId: id('aud'),
    at: timestamp,
    actor: z.object({ operatorId: z.string(), name: z.string() }),
    action: z.string().describe('product.update'),
    subject: z.object({ type: z.string(), id: z.string() }),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
    reason: z.string().optional(),
  })
  .meta({ id: 'AuditEntry' })
export const AuditQuery = PageQuery.extend({
  subject: z.string().min(1).max(64).optional().describe('id of what was changed'),
})
export const AuditList = page(AuditView)
