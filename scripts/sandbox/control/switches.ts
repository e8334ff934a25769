import { z } from 'zod'
import type { FaultKind } from '../faults.js'
import { bodyless, ControlError, limitOf, route } from './api.js'

const DEFAULT_CALLS = 200
const Area = z.enum(['wecom', 'mini', 'pay'])
const KINDS = [
  'duplicate',
  'delay',
  'reorder',
  'drop',
  'corrupt',
  'signtest',
  'skew',
  'slow',
  'errorBefore',
  'errorAfter',
  'tokenRevoked',
  'frequencyLimit',
  'busy',
  'errcode',
  'notifyNever',
  'notifyBeforeReply',
  'signtestReply',
  'notEnough',
  'userAccountAbnormal',
  'refundAbnormal',
  'refundClosed',
  'billCreating',
  'billWrongHash',
  'transferFail',
] as const satisfies readonly FaultKind[]

const NewFault = z.strictObject({
  kind: z.enum(KINDS),
  area: Area.optional(),
  match: z.string().optional(),
  times: z.int().positive().optional(),
  chance: z.number().min(0).max(1).optional(),
  seed: z.int().optional(),
  ms: z.int().optional(),
  copies: z.int().min(2).max(50).optional(),
  simultaneous: z.boolean().optional(),
  how: z.enum(['signature', 'receiver', 'truncate', 'padding', 'body']).optional(),
  status: z.int().min(400).max(599).optional(),
  cut: z.boolean().optional(),
  code: z.int().optional(),
  message: z.string().optional(),
})

export const switchRoutes = [
  route('PUT', '/id-conversion', z.strictObject({ on: z.boolean() }), ({ context, body }) => {
    context.settings.idConversion = body.on
    return { on: body.on }
  }),
  bodyless('GET', '/faults', ({ context }) => ({ faults: context.faults.list() })),
  route('PUT', '/faults', z.strictObject({ faults: z.array(NewFault) }), ({ context, body }) => ({
    faults: context.faults.replace(body.faults),
  })),
  route('POST', '/faults', NewFault, ({ context, body }) => context.faults.add(body)),
  bodyless('DELETE', '/faults/:id', ({ context, params }) => {
    if (!context.faults.remove(params['id'] ?? '')) {
      throw new ControlError(404, 'fault-not-found', params['id'])
    }
    return { faults: context.faults.list() }
  }),
  bodyless('GET', '/clock', ({ context: { clock } }) => ({
    now: new Date(clock.now()).toISOString(),
    nowMs: clock.now(),
    offsetMs: clock.offsetMs(),
  })),
  route(
    'POST',
    '/clock/advance',
    z.strictObject({ ms: z.number().min(0) }),
    ({ context: { clock }, body }) => {
      clock.advance(body.ms)
      return {
        now: new Date(clock.now()).toISOString(),
        nowMs: clock.now(),
        offsetMs: clock.offsetMs(),
      }
    },
  ),
  bodyless('GET', '/requests', ({ context, query }) => ({
    requests: context.calls.list({
      limit: limitOf(query, DEFAULT_CALLS),
      api: query['api'],
      area: Area.optional().catch(undefined).parse(query['area']),
    }),
  })),
  // How often each value of a field was sent: the once of "exactly once".
  bodyless('GET', '/requests/tally', ({ context, query }) => ({
    tally: context.calls.tally({ api: query['api'] ?? '', by: query['by'] ?? 'api' }),
  })),
  bodyless('DELETE', '/requests', ({ context }) => {
    context.calls.clear()
    return {}
  }),
]
