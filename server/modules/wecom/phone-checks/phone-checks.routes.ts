import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { access, answers, orProblem, type OperatorCaller } from '../../../platform/http/index.js'
import { wecomModuleErrors } from '../wecom.errors.js'
import {
  CheckedPhone,
  NewPhoneCheck,
  PhoneCheckCode,
  PhoneCheckParams,
  PhoneCheckView,
} from './phone-checks.contract.js'
import type { Asker, PhoneCheckService } from './phone-checks.service.js'

const config = { access: access.permission('sidebar.use') }
const tags = ['sidebar']

const send = {
  config,
  schema: {
    operationId: 'sendPhoneCode',
    tags,
    body: NewPhoneCheck,
    response: answers(
      PhoneCheckView,
      wecomModuleErrors,
      [
        'sms-not-set-up',
        'contact-not-found',
        'phone-not-usable',
        'asked-not-to-be-contacted',
        'phone-check-too-soon',
        'phone-check-limit',
      ],
      { status: 201 },
    ),
  },
}
const prove = {
  config,
  schema: {
    operationId: 'provePhone',
    tags,
    params: PhoneCheckParams,
    body: PhoneCheckCode,
    response: answers(CheckedPhone, wecomModuleErrors, [
      'code-wrong',
      'code-over',
      'phone-check-not-found',
    ]),
  },
}

/** At the sidebar: a code to the phone of the customer in front, and the code as they read it out. */
export const phoneCheckRoutes =
  (checks: PhoneCheckService): FastifyPluginAsyncZod =>
  async (app) => {
    app.post('/api/sidebar/phone-checks', send, async (request, reply) => {
      const sent = await checks.send(request.body, askerOf(request.operator))
      return reply.code(201).send(orProblem(sent, wecomModuleErrors))
    })

    app.post('/api/sidebar/phone-checks/:checkId/proof', prove, async (request) => {
      const { checkId } = request.params
      const proved = await checks.prove({ checkId, ...request.body }, askerOf(request.operator))
      return orProblem(proved, wecomModuleErrors)
    })
  }

const askerOf = ({ operatorId, name, staffUserid }: OperatorCaller): Asker => ({
  operatorId,
  name,
  ...(staffUserid === undefined ? {} : { staffUserid }),
})
