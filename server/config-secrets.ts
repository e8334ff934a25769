import type { Config } from './config.js'

/** Every value of the configuration that no log line may hold, as it was given. */
export function secretsOf({ mongo, secrets, openApi, wecom, mini, pay }: Config): string[] {
  // several hosts in one address: no URL parser reads it
  const password = /^mongodb(?:\+srv)?:\/\/[^:@/]*:([^@/]*)@/.exec(mongo.uri)?.[1] ?? ''
  const values = [
    decodeURIComponent(password),
    secrets.session,
    secrets.adminPassword ?? '',
    ...[...secrets.piiKeys.values()].map((key) => key.toString('base64')),
    ...openApi.keys.values(),
    wecom.appSecret,
    wecom.callbackToken,
    wecom.callbackAesKey,
    mini.appSecret,
    mini.pushToken,
    mini.pushAesKey,
    pay.apiV3Key,
    pay.privateKeyPem,
    // a library may fold the key: each line of it is one secret
    ...pay.privateKeyPem.split('\n').filter((line) => !line.startsWith('-----')),
  ]
  return values.filter((value) => value !== '')
}
