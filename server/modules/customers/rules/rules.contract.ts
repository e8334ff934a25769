import { z } from 'zod'
import { NamedIdentifier } from '../explain/explain.contract.js'

/** Versions of the rules by which people are told apart, as the console leads them (identity.md 5, dry run). */

const MAX_SOURCES = 200

export const RuleNumbers = z
  .strictObject({
    maxIdentifiers: z.int().describe('of one customer; 2 to 50'),
    maxClaimants: z.int().describe('customers of one phone or card; 1 to 20'),
    maxPhones: z.int().describe('more: a store tablet; 1 to 50'),
    silenceDays: z.int().describe('then a number may be somebody else’s; 90 to 3650'),
    patientSilenceDays: z.int().describe('the same where all claimants could be one person'),
  })
  .meta({ id: 'IdentityRuleNumbers' })

export const SourceTrust = z
  .strictObject({ source: z.string().trim().min(1).max(64), isTrusted: z.boolean() })
  .meta({ id: 'IdentitySourceTrust' })

const content = {
  numbers: RuleNumbers,
  sources: z
    .array(SourceTrust)
    .max(MAX_SOURCES)
    .describe('others: as the key or import was that brought their events'),
  reason: z.string().trim().min(2).max(200),
}
/** `POST /api/identity/rules` */
export const RulesBody = z.strictObject(content)
/** `PUT /api/identity/rules/{version}` */
export const RulesEdit = z.strictObject({ ...content, revision: z.int() })
/** `POST /api/identity/rules/{version}/trial` */
export const TrialBody = z.strictObject({ revision: z.int() })
/** `POST /api/identity/rules/{version}/application` */
export const ApplicationBody = z.strictObject({
  revision: z.int(),
  reason: z.string().trim().min(2).max(200),
})
/** `POST /api/identity/rules/{version}/discard` */
export const DiscardBody = z.strictObject({ revision: z.int() })
export const RulesParams = z.object({ version: z.coerce.number().int().min(1).max(1_000_000) })

const Actor = z.object({ operatorId: z.string(), name: z.string() })
const Run = z
  .object({
    state: z.enum(['running', 'stopped', 'done']),
    total: z.int().describe('customers when it began'),
    counts: z.object({
      visited: z.int(),
      stays: z.int(),
      merges: z.int().describe('customers that are one with others after it'),
      splits: z.int().describe('customers that lose identifiers'),
      waits: z.int().describe('too much hangs together: left to an operator'),
      gone: z.int().describe('customers that live no longer'),
      founded: z.int().describe('new customers and such that live again, made of parts of others'),
    }),
    actor: Actor,
    startedAt: z.string(),
    endedAt: z.string().nullable(),
  })
  .meta({ id: 'IdentityRulesRun' })

export const RulesView = z
  .object({
    version: z.int(),
    state: z.enum(['draft', 'applying', 'active', 'past', 'discarded']),
    numbers: RuleNumbers,
    sources: z.array(SourceTrust),
    reason: z.string(),
    actor: Actor,
    createdAt: z.string(),
    activatedAt: z.string().nullable(),
    trial: Run.nullable(),
    application: Run.nullable(),
    revision: z.int(),
  })
  .meta({ id: 'IdentityRules' })
/** `GET /api/identity/rules`, newest first. */
export const RulesList = z.object({ items: z.array(RulesView) })

const Side = z.object({
  identifiers: z.array(NamedIdentifier),
  isFresh: z.boolean().describe('a customer that does not exist yet'),
})
/** `GET /api/identity/rules/{version}/samples`: whom the draft would change, up to 50. */
export const RuleSamples = z.object({
  items: z.array(z.object({ before: z.array(Side), after: z.array(Side) })),
})
