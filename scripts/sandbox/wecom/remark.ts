import type { WecomApi } from './api.js'
import { relation } from './contacts.js'
import { WecomError } from './errors.js'

const MAX_REMARK_CHARS = 20
const MAX_DESCRIPTION_CHARS = 150

const limits = { remark: MAX_REMARK_CHARS, description: MAX_DESCRIPTION_CHARS, remark_company: 20 }
const changing = ['remark', 'description', 'remark_company', 'remark_mobiles', 'remark_pic_mediaid']

/** Changes what a staff member noted. Raises no callback. Source: WeCom 92115. */
const remark: WecomApi = {
  method: 'POST',
  path: '/externalcontact/remark',
  run({ context: { world, touch }, body }) {
    const contact = relation(world, body.text('userid'), body.text('external_userid'))
    if (!changing.some((name) => body.has(name))) {
      throw new WecomError(40063)
    }
    for (const [name, limit] of Object.entries(limits)) {
      if ([...body.text(name)].length > limit) {
        throw new WecomError(40058, `${name} exceed max length ${limit}`)
      }
    }
    contact.remark = body.has('remark') ? body.text('remark') : contact.remark
    contact.description = body.has('description') ? body.text('description') : contact.description
    contact.remarkCompany = body.has('remark_company')
      ? body.text('remark_company')
      : contact.remarkCompany
    if (body.has('remark_mobiles')) {
      contact.remarkMobiles = body.texts('remark_mobiles').filter((mobile) => mobile !== '')
    }
    touch()
    return {}
  },
}

export const remarkApis: readonly WecomApi[] = [remark]
