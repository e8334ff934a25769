import type { ContactWay } from '../world/model.js'
import type { Context } from '../context.js'
import type { WecomApi, WecomCall } from './api.js'
import { WecomError } from './errors.js'

const MAX_STATE_CHARS = 30
const MAX_REMARK_CHARS = 30
const MAX_STAFF = 100
const MAX_PAGE = 1_000
const DEFAULT_PAGE = 100
const TEMP_SECONDS = 7 * 86_400
const CHAT_SECONDS = 86_400
const MAX_TEMP_SECONDS = 14 * 86_400
const QR_SCENE = 2

type Body = WecomCall['body']

/** The sandbox's own page: it shows the code and lets a person scan it. */
export const scanPage = (context: Context, configId: string) => `${context.url()}/qr/${configId}`

function checked({ context: { world }, body }: WecomCall): Pick<ContactWay, 'users' | 'parties'> {
  const users = body.texts('user')
  const parties = body.ints('party')
  const lengths = { state: MAX_STATE_CHARS, remark: MAX_REMARK_CHARS }
  for (const [name, limit] of Object.entries(lengths)) {
    if ([...body.text(name)].length > limit) {
      throw new WecomError(40058, `${name} exceed max length ${limit}`)
    }
  }
  if (users.some((userid) => world.staff.get(userid) === undefined)) {
    throw new WecomError(40003)
  }
  if (parties.some((id) => world.departments.get(String(id)) === undefined)) {
    throw new WecomError(60123)
  }
  if (users.length > MAX_STAFF) {
    throw new WecomError(40058, `user exceed max length ${MAX_STAFF}`)
  }
  for (const name of ['expires_in', 'chat_expires_in']) {
    if (body.int(name, 0) > MAX_TEMP_SECONDS) {
      throw new WecomError(40058, `invalid ${name}`)
    }
  }
  return { users, parties }
}

/** type 1 has exactly one user; type 2 users or parties. */
function checkShape(type: number, { users, parties }: Pick<ContactWay, 'users' | 'parties'>): void {
  const fits =
    type === 1 ? users.length === 1 && parties.length === 0 : users.length + parties.length > 0
  if (!fits) {
    throw new WecomError(40058, 'invalid user or party')
  }
}

const oneOrTwo = (value: number, field: string): 1 | 2 => {
  if (value !== 1 && value !== 2) {
    throw new WecomError(40058, `invalid ${field}`)
  }
  return value
}

const add: WecomApi = {
  method: 'POST',
  path: '/externalcontact/add_contact_way',
  run(call) {
    const { context, body } = call
    const type = oneOrTwo(body.int('type', 0), 'type')
    const scene = oneOrTwo(body.int('scene', 0), 'scene')
    const behind = checked(call)
    checkShape(type, behind)
    const way = context.world.contactWays.put({
      configId: context.world.mint('contact-way', { length: 32 }).toLowerCase(),
      type,
      scene,
      ...behind,
      ...editable(body),
      isTemp: body.flag('is_temp'),
      isExclusive: body.flag('is_exclusive'),
      markSource: body.has('mark_source') ? body.flag('mark_source') : true,
      createdAt: context.clock.now(),
    })
    context.touch()
    const picture = scene === QR_SCENE ? { qr_code: scanPage(context, way.configId) } : {}
    return { config_id: way.configId, ...picture }
  },
}

function editable(body: Body) {
  return {
    style: body.int('style', 0),
    remark: body.text('remark'),
    skipVerify: body.has('skip_verify') ? body.flag('skip_verify') : true,
    state: body.text('state'),
    expiresInSeconds: body.int('expires_in', TEMP_SECONDS),
    chatExpiresInSeconds: body.int('chat_expires_in', CHAT_SECONDS),
    unionid: body.text('unionid'),
    conclusions: body.has('conclusions') ? body.child('conclusions').raw() : null,
  }
}

function wayOf({ context, body }: WecomCall): ContactWay {
  const way = context.world.contactWays.get(body.text('config_id'))
  if (way === undefined) {
    throw new WecomError(40058, 'invalid config_id')
  }
  return way
}

const get: WecomApi = {
  method: 'POST',
  path: '/externalcontact/get_contact_way',
  run(call) {
    const way = wayOf(call)
    const qrCode = way.scene === QR_SCENE ? { qr_code: scanPage(call.context, way.configId) } : {}
    return {
      contact_way: {
        config_id: way.configId,
        type: way.type,
        scene: way.scene,
        style: way.style,
        remark: way.remark,
        skip_verify: way.skipVerify,
        state: way.state,
        ...qrCode,
        user: way.users,
        party: way.parties,
        is_temp: way.isTemp,
        expires_in: way.expiresInSeconds,
        chat_expires_in: way.chatExpiresInSeconds,
        unionid: way.unionid,
        ...(way.conclusions === null ? {} : { conclusions: way.conclusions }),
      },
    }
  },
}

const list: WecomApi = {
  method: 'POST',
  path: '/externalcontact/list_contact_way',
  run({ context: { world }, body }) {
    const limit = body.int('limit', DEFAULT_PAGE)
    if (limit < 1 || limit > MAX_PAGE) {
      throw new WecomError(40058, 'invalid limit')
    }
    const from = body.int('start_time', 0) * 1000
    const until = body.int('end_time', Number.MAX_SAFE_INTEGER / 1000) * 1000
    const ways = world.contactWays
      .all()
      .filter((way) => !way.isTemp && way.createdAt >= from && way.createdAt <= until)
    const start = Number(body.text('cursor') || '0')
    const page = ways.slice(start, start + limit)
    const more = ways.length > start + limit ? { next_cursor: String(start + limit) } : {}
    return { contact_way: page.map(({ configId }) => ({ config_id: configId })), ...more }
  },
}

/** Overwrites the users; what is not named stays. */
const update: WecomApi = {
  method: 'POST',
  path: '/externalcontact/update_contact_way',
  run(call) {
    const way = wayOf(call)
    const behind = checked(call)
    const changesPeople = call.body.has('user') || call.body.has('party')
    if (changesPeople) {
      checkShape(way.type, behind)
      Object.assign(way, behind)
    }
    const { body } = call
    way.remark = body.has('remark') ? body.text('remark') : way.remark
    way.skipVerify = body.has('skip_verify') ? body.flag('skip_verify') : way.skipVerify
    way.style = body.int('style', way.style)
    if (body.has('state')) {
      // `state` is an index: the row is put anew under its new value.
      call.context.world.contactWays.remove(way.configId)
      call.context.world.contactWays.put({ ...way, state: body.text('state') })
    }
    call.context.touch()
    return {}
  },
}

const remove: WecomApi = {
  method: 'POST',
  path: '/externalcontact/del_contact_way',
  run(call) {
    call.context.world.contactWays.remove(wayOf(call).configId)
    call.context.touch()
    return {}
  },
}

/** Source: WeCom 92228, 联系我. */
export const contactWayApis: readonly WecomApi[] = [add, get, list, update, remove]
