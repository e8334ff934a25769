import type { Told } from './relation-changes.domain.js'

/** What the timeline says about contact events, in Chinese. Pure. */

type Scene = Readonly<{ staffName: string; channelCodeName?: string }>

const TYPES: Readonly<Record<Told, string>> = {
  began: 'contact.added',
  'began-again': 'contact.added',
  'ended-by-customer': 'contact.removed-by-customer',
  'ended-by-staff': 'contact.removed-by-staff',
}

/** The type of a timeline entry, the same however we learned of it. */
export const storyType = (told: Told): string => TYPES[told]

export function storyOf(
  told: Told,
  { staffName, channelCodeName, byTransfer }: Scene & Readonly<{ byTransfer?: boolean }>,
): string {
  const by = channelCodeName === undefined ? '' : `通过「${channelCodeName}」`
  switch (told) {
    case 'began':
      return `${by}成为${staffName}的企微好友`
    case 'began-again':
      return `${by}再次成为${staffName}的企微好友`
    case 'ended-by-customer':
      return `删除了${staffName}`
    case 'ended-by-staff':
      return byTransfer === true ? `由${staffName}转给了同事` : `被${staffName}删除`
  }
}

const REASONS = new Map([
  ['customer-refused', '，顾客没有同意'],
  ['customer-limit-exceeded', '，对方好友已满'],
])

export const failedTransferStory = (staffName: string, reason: string | undefined): string =>
  `没能转给${staffName}${REASONS.get(reason ?? '') ?? ''}`
