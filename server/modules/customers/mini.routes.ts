import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { access, answers, NO_CONTENT, orProblem } from '../../platform/http/index.js'
import { customerErrors } from './customers.errors.js'
import type { BrandReader } from './customers.ports.js'
import {
  BindPhone,
  BoundPhone,
  MiniConfig,
  MiniLogIn,
  MiniMe,
  MiniSession,
} from './mini.contract.js'
import type { MiniService } from './mini.service.js'

const config = { access: access.customer }
const open = { access: access.public }
const tags = ['mini']

const logIn = {
  config: open,
  schema: {
    operationId: 'miniLogIn',
    tags,
    body: MiniLogIn,
    response: answers(MiniSession, customerErrors, ['login-code-invalid', 'login-blocked']),
  },
}
const settings = {
  config: open,
  schema: { operationId: 'miniConfig', tags, response: answers(MiniConfig, customerErrors) },
}
const me = {
  config,
  schema: { operationId: 'miniMe', tags, response: answers(MiniMe, customerErrors) },
}
const bindPhone = {
  config,
  schema: {
    operationId: 'miniBindPhone',
    tags,
    body: BindPhone,
    response: answers(BoundPhone, customerErrors, ['phone-code-invalid', 'phone-not-mainland']),
  },
}
const withdraw = {
  config,
  schema: {
    operationId: 'miniWithdrawPhoneConsent',
    tags,
    response: answers(NO_CONTENT, customerErrors, [], { status: 204 }),
  },
}

type Parts = Readonly<{
  mini: MiniService
  brand: BrandReader
  appid: string
  sandboxUrl: string | null
}>

/** The mini-program's log-in and what its customer sees and decides about itself. */
export const miniRoutes =
  ({ mini, brand, appid, sandboxUrl }: Parts): FastifyPluginAsyncZod =>
  async (app) => {
    app.post('/mini/v1/sessions', logIn, async (request, reply) => {
      void reply.header('cache-control', 'no-store')
      return orProblem(await mini.logIn(request.body.code), customerErrors)
    })

    app.get('/mini/v1/config', settings, async () => {
      const { name: brandName } = await brand.brand()
      return { brandName, appId: appid, sandbox: sandboxUrl === null ? null : { url: sandboxUrl } }
    })

    app.get('/mini/v1/me', me, (request) => mini.me(request.customer))

    app.post('/mini/v1/me/phone', bindPhone, async (request) =>
      orProblem(await mini.bindPhone(request.customer, request.body), customerErrors),
    )

    app.delete('/mini/v1/me/phone/consent', withdraw, async (request, reply) => {
      await mini.withdrawConsent(request.customer)
      return await reply.code(204).send()
    })
  }
