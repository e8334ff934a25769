import { z } from 'zod'
import { verifyUrl } from '../callbacks/verify-url.js'
import type { Delivery, NewDelivery } from '../callbacks/model.js'
import type { Context } from '../context.js'
import { notification } from '../pay/notify.js'
import type { Tamper } from '../faults.js'
import { bodyless, ControlError, limitOf, route } from './api.js'

const DEFAULT_CALLBACKS = 100
const Area = z.enum(['wecom', 'mini', 'pay'])
const TamperKind = z.enum(['signature', 'receiver', 'truncate', 'padding', 'body'])

const Raw = z.strictObject({
  kind: Area,
  /** The message before encryption; for Pay the resource. */
  plaintext: z.string(),
  tamper: TamperKind.optional(),
  format: z.enum(['xml', 'json']).optional(),
  /** Pay: where to; left out: the notify_url of the newest payment. */
  url: z.string().optional(),
  eventType: z.string().default('TRANSACTION.SUCCESS'),
  originalType: z.string().default('transaction'),
})

/** One try of exactly this plaintext, without the faults' help and without retries. */
function sendRaw(context: Context, body: z.output<typeof Raw>): Delivery {
  const tamper: Tamper | null = body.tamper ?? null
  if (body.kind === 'pay') {
    const url = body.url ?? context.world.payments.all().at(-1)?.notifyUrl
    if (url === undefined) {
      throw new ControlError(409, 'no-notify-url', 'give url: no payment is known')
    }
    const { eventType, originalType, plaintext: resource } = body
    const summary = '支付成功'
    const wanted = { url, eventType, originalType, summary, resource, retriesMs: [], tamper }
    return context.callbacks.sendOnce(notification(context, wanted))
  }
  const wanted: NewDelivery = {
    area: body.kind,
    kind: 'raw',
    url: body.url ?? context.settings.targets[body.kind],
    plaintext: body.plaintext,
    format: body.format ?? (body.kind === 'wecom' ? 'xml' : 'json'),
    retriesMs: [],
    tamper,
  }
  return context.callbacks.sendOnce(wanted)
}

function known(context: Context, id: string): Delivery {
  const delivery = context.callbacks.get(id)
  if (delivery === undefined) {
    throw new ControlError(404, 'callback-not-found', id)
  }
  return delivery
}

const Targets = z.strictObject({
  wecom: z.string().nullable().optional(),
  mini: z.string().nullable().optional(),
  sidebarUrl: z.string().nullable().optional(),
  retrySpeed: z.number().positive().optional(),
  retryNon200: z.boolean().optional(),
  callbackTimeoutMs: z.number().int().positive().optional(),
})

function setTargets({ settings }: Context, body: z.output<typeof Targets>) {
  const { wecom, mini, sidebarUrl, ...others } = body
  if (wecom !== undefined) {
    settings.targets.wecom = wecom
  }
  if (mini !== undefined) {
    settings.targets.mini = mini
  }
  if (sidebarUrl !== undefined) {
    settings.sidebarUrl = sidebarUrl
  }
  Object.assign(settings, others)
  return settings
}

export const callbackRoutes = [
  bodyless('GET', '/callbacks', ({ context, query }) => {
    const area = Area.optional().catch(undefined).parse(query['area'])
    return { callbacks: context.callbacks.list({ limit: limitOf(query, DEFAULT_CALLBACKS), area }) }
  }),
  bodyless('GET', '/callbacks/:id', ({ context, params }) => known(context, params['id'] ?? '')),
  // Answers once it had its one try.
  bodyless('POST', '/callbacks/:id/resend', async ({ context, params }) => {
    const again = context.callbacks.resend(known(context, params['id'] ?? ''))
    return context.callbacks.firstTry(again)
  }),
  route('POST', '/raw-callback', Raw, async ({ context, body }) => {
    const delivery = await context.callbacks.firstTry(sendRaw(context, body))
    const attempt = delivery.attempts.at(-1)
    return {
      callbackId: delivery.id,
      state: delivery.state,
      status: attempt?.status ?? null,
      error: attempt?.error ?? null,
      responseBody: attempt?.responseBody ?? '',
    }
  }),
  route(
    'POST',
    '/verify-url',
    z.strictObject({ kind: z.enum(['wecom', 'mini']), tamper: TamperKind.optional() }),
    ({ context, body }) => verifyUrl(context, body.kind, body.tamper ?? null),
  ),
  route('PUT', '/targets', Targets, ({ context, body }) => setTargets(context, body)),
  bodyless('GET', '/targets', ({ context }) => context.settings),
  // Refunds end at a business time of their own; who waits for everything waits for those as well.
  bodyless('GET', '/idle', ({ context: { callbacks, world } }) => ({
    ...callbacks.idle(),
    refundsUnderWay: world.refunds.all().filter(({ status }) => status === 'PROCESSING').length,
  })),
]
