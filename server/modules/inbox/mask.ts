/** What a person may see of a stored payload: phone numbers lose their middle, codes and keys are left out. */

const PHONE = /(?<!\d)((?:\+?86)?1[3-9]\d)[- ]?\d{4}[- ]?(\d{4})(?!\d)/g
const SECRETS = /("(?:welcome_?code|session_?key|token|secret|code)"\s*:\s*")[^"]*(")/gi
const SECRET_TAGS = /(<(?:WelcomeCode|SessionKey|Token)>(?:<!\[CDATA\[)?)[^\]<]*/gi

export function maskPayload(payload: string): string {
  return payload.replace(PHONE, '$1****$2').replace(SECRETS, '$1…$2').replace(SECRET_TAGS, '$1…')
}
