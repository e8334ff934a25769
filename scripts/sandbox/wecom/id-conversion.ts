import type { WecomApi } from './api.js'
import { WecomError } from './errors.js'

/** Only for apps that have the right: switched by `PUT /control/id-conversion`. Source: WeCom 93274, 97108. */
const convert: WecomApi = {
  method: 'POST',
  path: '/idconvert/unionid_to_external_userid',
  run({ context: { world, settings }, body }) {
    if (!settings.idConversion) {
      throw new WecomError(48002)
    }
    if (body.text('unionid') === '' || body.text('openid') === '') {
      throw new WecomError(40058, 'unionid and openid')
    }
    const person = world.people.by('unionid', body.text('unionid'))[0]
    if (person === undefined || person.openid !== body.text('openid')) {
      throw new WecomError(40058, 'invalid unionid')
    }
    const isContact = world.contacts.by('externalUserid', person.externalUserid).length > 0
    return isContact
      ? { external_userid: person.externalUserid }
      : { pending_id: world.mint('pending', { length: 40, name: person.personId }) }
  },
}

export const idConversionApis: readonly WecomApi[] = [convert]
