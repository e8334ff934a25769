import { createDecipheriv } from 'node:crypto'
import { z } from 'zod'

/** An encrypted part of a notification or of the certificate list. */
export const Resource = z.object({
  algorithm: z.literal('AEAD_AES_256_GCM'),
  ciphertext: z.base64(),
  nonce: z.string().length(12),
  // Missing in some notifications, empty in others.
  associated_data: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
})

const TAG_BYTES = 16

/**
 * Opens a resource with the APIv3 key, 32 characters. Throws when anything of it was changed: `final()` checks the tag, which
 * the library at hand leaves out. Source: WeChat Pay v3, 证书和回调报文解密.
 */
export function openResource(resource: z.output<typeof Resource>, apiV3Key: string): string {
  const bytes = Buffer.from(resource.ciphertext, 'base64')
  if (bytes.length < TAG_BYTES) {
    throw new Error('ciphertext shorter than its tag')
  }
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(apiV3Key), resource.nonce, {
    authTagLength: TAG_BYTES,
  })
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  decipher.setAAD(Buffer.from(resource.associated_data))
  const head = decipher.update(bytes.subarray(0, -TAG_BYTES))
  return Buffer.concat([head, decipher.final()]).toString('utf8')
}
