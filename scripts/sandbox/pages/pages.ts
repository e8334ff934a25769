import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.js'
import { ControlError } from '../control/api.js'
import { formBody, queryOf } from '../http/raw-body.js'
import { document, html, type Html } from './html.js'
import { phone } from './people-list.js'
import { PageError } from './redirect.js'

export type PageCall = Readonly<{
  context: Context
  params: Record<string, string>
  /** Query of a GET; form fields of a POST. */
  fields: Record<string, string>
  cookie: string
  /** The page is asked for by an iframe. */
  framed: boolean
}>

export type PageAnswer =
  | Readonly<{ title: string; body: Html; kind?: 'phone' | 'chat'; cookie?: string }>
  | Readonly<{ redirect: string }>

export type PageRoute = Readonly<{
  method: 'GET' | 'POST'
  path: string
  run: (call: PageCall) => PageAnswer | Promise<PageAnswer>
}>

/** Texts of refusals that a person may meet on a page. */
const REFUSALS: Record<string, string> = {
  'person-not-found': '找不到这个人，可能沙盒换了一个世界。',
  'payment-not-found': '找不到这笔支付，prepay_id 不对或已经失效。',
  'already-paid': '这笔订单已经支付过了。',
  closed: '这笔订单已经关闭，不能再支付。',
  expired: '这笔订单已经过了支付时间。',
  'transfer-not-found': '找不到这笔转账，可能沙盒换了一个世界。',
  'transfer-not-waiting': '这笔转账已经不能收款了。',
  'payer-unknown': '请先选择由谁来付。',
  'contact-way-not-found': '这个渠道活码不存在，可能已被删除。',
  'staff-not-found': '活码背后没有员工。',
}

async function answer(
  route: PageRoute,
  context: Context,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<FastifyReply> {
  const fields =
    route.method === 'GET' ? queryOf(request) : Object.fromEntries(formBody(request).entries())
  const call: PageCall = {
    context,
    params: request.params as Record<string, string>,
    fields,
    cookie: request.headers.cookie ?? '',
    framed: request.headers['sec-fetch-dest'] === 'iframe',
  }
  const done = await route.run(call)
  if ('redirect' in done) {
    return reply.redirect(done.redirect, 303)
  }
  if (done.cookie !== undefined) {
    reply.header('set-cookie', done.cookie)
  }
  const page = { title: done.title, body: done.body, kind: done.kind ?? 'phone' }
  return reply.type('text/html; charset=utf-8').send(document(page))
}

/** A refusal is a page too: what happened, in words. */
function refusal(error: unknown): { status: number; text: string } | null {
  if (error instanceof PageError) {
    return { status: error.status, text: error.message }
  }
  if (error instanceof ControlError) {
    return { status: error.status, text: REFUSALS[error.code] ?? error.code }
  }
  return null
}

export function registerPages(
  app: FastifyInstance,
  context: Context,
  routes: readonly PageRoute[],
): void {
  for (const route of routes) {
    app.route({
      method: route.method,
      url: route.path,
      handler: async (request, reply) => {
        try {
          const sent = await answer(route, context, { request, reply })
          context.touch()
          return sent
        } catch (error) {
          const refused = refusal(error)
          if (refused === null) {
            throw error
          }
          const title = '打不开'
          const body = phone(title, html`<p class="notice" role="alert">${refused.text}</p>`)
          const page = document({ title, body, kind: 'phone' })
          return reply.code(refused.status).type('text/html; charset=utf-8').send(page)
        }
      },
    })
  }
}
