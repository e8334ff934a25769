import { randomBytes } from 'node:crypto'
import { sealAndSign } from '../../sandbox/callbacks/envelope.js'
import { xmlMessage } from '../../sandbox/callbacks/xml.js'

export type Prepared = Readonly<{ path: string; body: string; contentType: string }>

export type WecomKeys = Readonly<{ corpId: string; token: string; aesKey: string; agentId: string }>

/** The variables of a server that say how WeCom signs. */
export function wecomKeysOf(environment: Readonly<Record<string, string>>): WecomKeys {
  const { WECOM_CORP_ID, WECOM_CALLBACK_TOKEN, WECOM_CALLBACK_AES_KEY, WECOM_AGENT_ID } =
    environment
  return {
    corpId: WECOM_CORP_ID ?? '',
    token: WECOM_CALLBACK_TOKEN ?? '',
    aesKey: WECOM_CALLBACK_AES_KEY ?? '',
    agentId: WECOM_AGENT_ID ?? '',
  }
}

export type Contact = Readonly<{ userid: string; externalUserid: string }>

/** An event of the second that has just begun is held back until that second is over; these happened before. */
const SECONDS_AGO = 10

/** Callbacks about so many contacts that nobody has seen before. */
export function prepareCallbacks(keys: WecomKeys, count: number): Prepared[] {
  const run = randomBytes(6).toString('hex')
  const contacts = Array.from({ length: count }, (_, index) => ({
    userid: `staff-${index % 40}`,
    externalUserid: `wmBench${run}${String(index).padStart(12, '0')}`,
  }))
  return prepareEdits(keys, contacts)
}

/**
 * Callbacks as WeCom sends them when a member edits a contact: encrypted and signed now, so that sending them costs
 * nothing but the sending. Good for five minutes.
 */
export function prepareEdits(keys: WecomKeys, contacts: readonly Contact[]): Prepared[] {
  const nowSeconds = Math.floor(Date.now() / 1_000)
  return contacts.map(({ userid, externalUserid }) => {
    const plaintext = xmlMessage([
      ['ToUserName', keys.corpId],
      ['FromUserName', 'sys'],
      ['CreateTime', nowSeconds - SECONDS_AGO],
      ['MsgType', 'event'],
      ['Event', 'change_external_contact'],
      ['ChangeType', 'edit_external_contact'],
      ['UserID', userid],
      ['ExternalUserID', externalUserid],
      ['State', 'store-0042'],
    ])
    return sealed(keys, plaintext, nowSeconds)
  })
}

function sealed(keys: WecomKeys, plaintext: string, nowSeconds: number): Prepared {
  const { corpId: receiver, token, aesKey, agentId } = keys
  const signed = sealAndSign(plaintext, { aesKey, receiver, token, nowSeconds, tamper: null })
  const query = new URLSearchParams({
    msg_signature: signed.signature,
    timestamp: signed.timestamp,
    nonce: signed.nonce,
  })
  return {
    path: `/callbacks/wecom?${query.toString()}`,
    contentType: 'text/xml; charset=utf-8',
    body: xmlMessage([
      ['ToUserName', receiver],
      ['AgentID', agentId],
      ['Encrypt', signed.encrypted],
    ]),
  }
}
