import { listOf, partOf, textOf, type Message } from '../../platform/callbacks/index.js'

export type SubscriptionChoice = Readonly<{ templateId: string; accepted: boolean }>

export type SubscriptionDelivery = Readonly<{
  templateId: string
  messageId: string
  delivered: boolean
  /** WeChat's, as sent: `0` when it was delivered. */
  errorCode: string
}>

/*
 * The same list has three forms: in XML it stands under an element named after the event; in JSON directly under `List`, as
 * an object when it has one entry and as an array otherwise.
 */
function entries(message: Message, wrapper: string): readonly Message[] {
  const holder = partOf(message, wrapper) ?? message
  return listOf(holder, 'List').filter((entry) => typeof entry !== 'string')
}

export function choices(message: Message, wrapper: string): readonly SubscriptionChoice[] {
  return entries(message, wrapper).flatMap((entry) => {
    const templateId = textOf(entry, 'TemplateId')
    const accepted = textOf(entry, 'SubscribeStatusString') === 'accept'
    return templateId === undefined ? [] : [{ templateId, accepted }]
  })
}

export function deliveries(message: Message): readonly SubscriptionDelivery[] {
  return entries(message, 'SubscribeMsgSentEvent').flatMap((entry) => {
    const templateId = textOf(entry, 'TemplateId')
    const messageId = textOf(entry, 'MsgID')
    const errorCode = textOf(entry, 'ErrorCode') ?? ''
    return templateId === undefined || messageId === undefined
      ? []
      : [{ templateId, messageId, delivered: errorCode === '0', errorCode }]
  })
}
