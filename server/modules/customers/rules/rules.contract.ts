import { z } from 'zod'
import { NamedIdentifier } from '../explain/explain.contract.js'
import { BOUNDS, MAX_SOURCES } from './rules.bounds.js'

/** Versions of the rules by which people are told apart, as the console leads them (identity.md 5, dry run). */

const within = ({ min, max }: Readonly<{ min: number; max: number }>) => z.int().min(min).max(max)

export const RuleNumbers = z
  .strictObject({
    maxIdentifiers: within(BOUNDS.maxIdentifiers).describe('of one customer'),
    maxClaimants: within(BOUNDS.maxClaimants).describe('customers of one phone or card'),
    maxPhones: within(BOUNDS.maxPhones).describe('more: a store tablet'),
    silenceDays: within(BOUNDS.silenceDays).describe('then a number may be somebody else’s'),
    patientSilenceDays: within(BOUNDS.patientSilenceDays).describe(
      'the same where all claimants could be one person',
    ),
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
    state: z.enum(['draft', 'applying', 'active', 'past']),
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
