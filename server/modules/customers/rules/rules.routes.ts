import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { access, answers, orProblem, type OperatorCaller } from '../../../platform/http/index.js'
import {
  ApplicationBody,
  DiscardBody,
  RulesBody,
  RulesEdit,
  RulesList,
  RulesParams,
  RulesView,
  RuleSamples,
  TrialBody,
} from './rules.contract.js'
import { rulesErrors } from './rules.errors.js'
import type { Actor } from './rules.domain.js'
import type { RulesService } from './rules.service.js'
import { rulesView, samplesView } from './rules.view.js'
import type { SampleDocument } from './rules.model.js'

const config = { access: access.permission('identity.rules') }
const tags = ['identity']
const RULES = '/api/identity/rules'

const list = {
  config,
  schema: { operationId: 'listIdentityRules', tags, response: answers(RulesList, rulesErrors) },
}
const draft = {
  config,
  schema: {
    operationId: 'draftIdentityRules',
    tags,
    body: RulesBody,
    response: answers(
      RulesView,
      rulesErrors,
      ['rules-draft-exists', 'rules-changed', 'rules-impossible'],
      { status: 201 },
    ),
  },
}
const params = RulesParams
const one = {
  config,
  schema: {
    operationId: 'getIdentityRules',
    tags,
    params,
    response: answers(RulesView, rulesErrors, ['rules-not-found']),
  },
}
const edit = {
  config,
  schema: {
    operationId: 'editIdentityRules',
    tags,
    params,
    body: RulesEdit,
    response: answers(RulesView, rulesErrors, [
      ...(['rules-not-found', 'rules-changed', 'rules-not-a-draft', 'rules-impossible'] as const),
    ]),
  },
}
const tryOut = {
  config,
  schema: {
    operationId: 'tryIdentityRules',
    tags,
    params,
    body: TrialBody,
    response: answers(RulesView, rulesErrors, [
      ...(['rules-not-found', 'rules-changed', 'rules-not-a-draft', 'rules-are-running'] as const),
    ]),
  },
}
const stop = {
  config,
  schema: {
    operationId: 'stopIdentityRules',
    tags,
    params,
    response: answers(RulesView, rulesErrors, [
      ...(['rules-not-found', 'rules-changed', 'rules-not-running'] as const),
    ]),
  },
}
const discard = {
  config,
  schema: {
    operationId: 'discardIdentityRules',
    tags,
    params,
    body: DiscardBody,
    response: answers(RulesView, rulesErrors, [
      ...(['rules-not-found', 'rules-changed', 'rules-not-a-draft'] as const),
    ]),
  },
}
const apply = {
  config,
  schema: {
    operationId: 'applyIdentityRules',
    tags,
    params,
    body: ApplicationBody,
    response: answers(RulesView, rulesErrors, [
      ...(['rules-not-found', 'rules-changed', 'rules-not-a-draft'] as const),
      ...(['rules-not-tried', 'rules-are-running', 'rules-are-applying'] as const),
    ]),
  },
}
const samples = {
  config,
  schema: {
    operationId: 'sampleIdentityRules',
    tags,
    params,
    response: answers(RuleSamples, rulesErrors),
  },
}

type Deps = Readonly<{
  rules: RulesService
  /** The identifiers that samples name, and how they are written for somebody who may not see phones. */
  named(samples: readonly SampleDocument[]): Promise<Parameters<typeof samplesView>[1]>
  masked: Parameters<typeof samplesView>[2]
}>

const actorOf = ({ operatorId, name }: OperatorCaller): Actor => ({ operatorId, name })

/** Rules by which people are told apart: tried over everybody, then applied. */
export const rulesRoutes =
  ({ rules, named, masked }: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(RULES, list, async () => ({ items: (await rules.list()).map(rulesView) }))

    app.post(RULES, draft, async (request, reply) => {
      const made = await rules.draft(request.body, actorOf(request.operator))
      return reply.code(201).send(rulesView(orProblem(made, rulesErrors)))
    })

    app.get(`${RULES}/:version`, one, async (request) =>
      rulesView(orProblem(await rules.find(request.params.version), rulesErrors)),
    )

    app.put(`${RULES}/:version`, edit, async (request) => {
      const { revision, ...content } = request.body
      const seen = { ...request.params, revision }
      return rulesView(
        orProblem(await rules.edit(seen, content, actorOf(request.operator)), rulesErrors),
      )
    })

    app.post(`${RULES}/:version/trial`, tryOut, async (request) => {
      const seen = { ...request.params, ...request.body }
      return rulesView(orProblem(await rules.tryOut(seen, actorOf(request.operator)), rulesErrors))
    })

    app.post(`${RULES}/:version/stop`, stop, async (request) =>
      rulesView(
        orProblem(await rules.stop(request.params.version, actorOf(request.operator)), rulesErrors),
      ),
    )

    app.post(`${RULES}/:version/discard`, discard, async (request) => {
      const seen = { ...request.params, ...request.body }
      return rulesView(orProblem(await rules.discard(seen, actorOf(request.operator)), rulesErrors))
    })

    app.post(`${RULES}/:version/application`, apply, async (request) => {
      const { revision, reason } = request.body
      const seen = { ...request.params, revision }
      return rulesView(
        orProblem(await rules.apply(seen, reason, actorOf(request.operator)), rulesErrors),
      )
    })

    app.get(`${RULES}/:version/samples`, samples, async (request) => {
      const found = await rules.samplesOf(request.params.version)
      return samplesView(found, await named(found), masked)
    })
  }
