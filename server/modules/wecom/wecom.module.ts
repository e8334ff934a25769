import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import type { Clock } from '../../platform/clock/index.js'
import type { PiiCipher } from '../../platform/crypto/index.js'
import type { Metrics } from '../../platform/metrics/index.js'
import type { Db, InTransaction } from '../../platform/mongo/index.js'
import type { RunRound } from '../../platform/reconciliation/index.js'
import type { CustomerQueries, Explain, Identity, IdentifierReader } from '../customers/index.js'
import type { Audit } from '../operators/index.js'
import { wecomPersonalData } from './personal-data.repository.js'
import { channelCodeJobs } from './channel-codes/channel-codes.jobs.js'
import { channelCodesRepository } from './channel-codes/channel-codes.repository.js'
import { channelCodeRoutes } from './channel-codes/channel-codes.routes.js'
import { channelCodeService } from './channel-codes/channel-codes.service.js'
import { channelCodeViews } from './channel-codes/channel-codes.view.js'
import { contactJobs } from './contacts/contacts.jobs.js'
import { contactRoutes } from './contacts/contacts.routes.js'
import { contactStep } from './contacts/contacts.steps.js'
import { lateUnionidsRepository } from './contacts/late-unionids.repository.js'
import { reconcileContacts } from './contacts/reconcile-contacts.js'
import { inFront } from './contacts/in-front.js'
import { relationReader } from './contacts/relation-reader.js'
import { relationsRepository } from './contacts/relations.repository.js'
import { pullGroupsJob } from './groups/groups.jobs.js'
import { customerGroupsRepository } from './groups/groups.repository.js'
import { groupMemberStep, groupStep } from './groups/groups.steps.js'
import { conversionRightRepository } from './id-conversion/conversion-right.repository.js'
import { idConversionStep } from './id-conversion/id-conversion.steps.js'
import { phoneCheckRoutes } from './phone-checks/phone-checks.routes.js'
import { phoneChecksRepository } from './phone-checks/phone-checks.repository.js'
import { phoneCheckService } from './phone-checks/phone-checks.service.js'
import { phoneCheckStep } from './phone-checks/phone-checks.steps.js'
import { sidebarCustomerRoutes } from './sidebar/sidebar.routes.js'
import { sidebarService } from './sidebar/sidebar.service.js'
import { staffJobs } from './staff/staff.jobs.js'
import { staffRepository } from './staff/staff.repository.js'
import { staffRoutes } from './staff/staff.routes.js'
import { staffService } from './staff/staff.service.js'
import type {
  ContactBlocks,
  EventInbox,
  JobRequests,
  OrdersOfCustomer,
  SmsSender,
  StoresOfDepartments,
  WecomPlatform,
} from './wecom.ports.js'
import { welcomeService } from './welcome/welcome.service.js'
import { welcomeSubscribers } from './welcome/welcome.subscribers.js'
import { welcomesRepository } from './welcome/welcomes.repository.js'

type Deps = Readonly<{
  db: Db
  inTransaction: InTransaction
  clock: Clock
  log: Logger
  metrics: Pick<Metrics, 'welcomeSeconds'>
  platform: WecomPlatform
  /** The same for work that can wait: it leaves a part of WeCom's limits to the others. */
  background: WecomPlatform
  runRound: RunRound
  inbox: EventInbox
  audit: Pick<Audit, 'record'>
  stores: StoresOfDepartments
  reader: Pick<IdentifierReader, 'externalUserid' | 'unionid' | 'read' | 'provedPhone'>
  identity: Pick<Identity, 'customersOf' | 'factsOf' | 'keysOf' | 'recordDeeds'>
  customers: Readonly<{
    queries: Pick<CustomerQueries, 'detailOfHolder'>
    explainFrom: Explain['explainFrom']
  }>
  blocks: ContactBlocks
  jobs: JobRequests
  cipher: Pick<PiiCipher, 'decrypt'>
  /** Null: nobody has set one up, and phones are not checked at the sidebar. */
  sms: SmsSender | null
  /** Signs codes that are sent. */
  secret: string
  orders: OrdersOfCustomer
  /** Open-platform account that WeCom is bound to: `WECOM_UNIONID_SCOPE`. */
  unionidScope: string
  /** How long after its second a contact that was worked at once is read again. */
  settleMs: number
}>

const MS_PER_S = 1_000

/** Contacts, welcome messages, channel codes and staff, put together. */
export function wecomModule(deps: Deps) {
  const { db, platform, background, clock, log, metrics, identity } = deps
  const relations = relationsRepository(db)
  const lateUnionids = lateUnionidsRepository(db)
  const codes = channelCodesRepository(db)
  const staff = staffService({ ...deps, rows: staffRepository(db) })
  const welcomes = welcomesRepository(db)
  const greetings = welcomeService({ welcomes, clock })
  const channelCodes = channelCodeService({ ...deps, codes, staff })
  const groups = customerGroupsRepository(db)
  const right = conversionRightRepository(db)
  const parts = { ...deps, groups, relations, lateUnionids, codes, staff }
  const nightly = { ...parts, platform: background }
  const phoneChecks = phoneCheckService({
    ...parts,
    checks: phoneChecksRepository(db),
    codeKey: deps.secret,
  })
  const sidebar = sidebarService({
    ...deps,
    queries: deps.customers.queries,
    explainFrom: deps.customers.explainFrom,
    welcomes: greetings,
    canCheckPhones: phoneChecks.isSetUp,
  })
  const routes: readonly FastifyPluginAsyncZod[] = [
    channelCodeRoutes({ codes: channelCodes, views: channelCodeViews(staff) }),
    staffRoutes({ staff, relations }),
    contactRoutes(deps.jobs, deps.audit),
    sidebarCustomerRoutes(sidebar),
    phoneCheckRoutes(phoneChecks),
  ]
  return {
    relations: relationReader({ relations, codes, staff }),
    /** Whom a member of staff may serve in a chat. */
    inFront: inFront(parts),
    /** Since when, and until when, each identifier is a contact of somebody. */
    relationSpans: relations.spans,
    welcomeFigures: greetings.figures,
    /** For the sidebar's log-in. */
    staffDirectory: { activeStaff: staff.activeStaff },
    /** Stand before the customers' step. */
    steps: [
      contactStep(parts),
      groupStep(parts),
      groupMemberStep(parts),
      phoneCheckStep(parts),
      idConversionStep({ ...parts, right }),
    ],
    /** Whether WeCom converts ids for this app; null: not tried yet. */
    conversionRight: right.read,
    subscribers: welcomeSubscribers({
      welcomes,
      codes,
      platform,
      clock,
      blocks: deps.blocks,
      customers: identity,
      onWelcome: ({ outcome, latencyMs }) =>
        metrics.welcomeSeconds.observe({ outcome }, latencyMs / MS_PER_S),
    }),
    personalData: wecomPersonalData({ db, codes, clock }),
    jobs: [
      ...contactJobs({ ...nightly, reconcile: reconcileContacts(nightly) }),
      ...channelCodeJobs({ codes, service: channelCodes, platform: background, clock, log }),
      pullGroupsJob(nightly),
      ...staffJobs(staff),
    ],
    routes,
  }
}
