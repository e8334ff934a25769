import { createDecipheriv, createHash } from 'node:crypto'

/** Written from WeCom's 加解密方案说明 alone; the sandbox's own code is not used. */
export function msgSignature(
  token: string,
  query: URLSearchParams,
  encrypted: string,
): { expected: string; sent: string | null } {
  const parts = [token, query.get('timestamp') ?? '', query.get('nonce') ?? '', encrypted]
  const expected = createHash('sha1').update(parts.sort().join('')).digest('hex')
  return { expected, sent: query.get('msg_signature') }
}

export function openEnvelope(
  encrypted: string,
  aesKey: string,
): { message: string; receiver: string; padBytes: number } {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16))
  decipher.setAutoPadding(false)
  const plain = Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()])
  const padBytes = plain[plain.length - 1] ?? 0
  const content = plain.subarray(16, plain.length - padBytes)
  const length = content.readUInt32BE(0)
  return {
    message: content.subarray(4, 4 + length).toString('utf8'),
    receiver: content.subarray(4 + length).toString('utf8'),
    padBytes,
  }
}

/** Text of one element, with or without CDATA. */
export function element(xml: string, name: string): string | null {
  const found = new RegExp(`<${name}>(?:<!\\[CDATA\\[(.*?)\\]\\]>|([^<]*))</${name}>`, 's').exec(
    xml,
  )
  return found === null ? null : (found[1] ?? found[2] ?? '')
}

type SealedResource = { ciphertext: string; nonce: string; associated_data?: string }

/** AES-256-GCM with its tag checked by final(). */
export function openText(resource: SealedResource, apiV3Key: string): string {
  const sealed = Buffer.from(resource.ciphertext, 'base64')
  const decipher = createDecipheriv(
    'aes-256-gcm',
    Buffer.from(apiV3Key),
    Buffer.from(resource.nonce),
  )
  decipher.setAAD(Buffer.from(resource.associated_data ?? ''))
  decipher.setAuthTag(sealed.subarray(-16))
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  return plain.toString('utf8')
}

export function openResource(resource: SealedResource, apiV3Key: string): unknown {
  return JSON.parse(openText(resource, apiV3Key)) as unknown
}
