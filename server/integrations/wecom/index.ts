export {
  answerUrlCheck,
  openWecomCallback,
  readWecomEvent,
  type WecomCallbackSettings,
} from './callback.js'
export { type WecomCarrier, type WecomEvent, type WecomEventType } from './events.js'
export { wecomClient, type WecomClient } from './client.js'
export { wecomErrors } from './wecom.errors.js'
export { wecomLoginUrls, type WecomLoginUrls } from './login-urls.js'
export type { BatchedContact, Contact, ContactRelation, RelationTag } from './contact-shapes.js'
export type { ChannelCode, ChannelCodeDraft } from './contact-ways.js'
export type { TagGroup } from './tags.js'
export type { Department, StaffMember } from './staff.js'
export type { LoggedIn } from './oauth.js'
export type { WelcomeAttachment, WelcomeOutcome } from './welcome.js'
