import fc from 'fast-check'
import { createDecipheriv } from 'node:crypto'
import { seal, sealAndSign, sortedSha1 } from '../../../scripts/sandbox/callbacks/envelope.js'
import { xmlMessage } from '../../../scripts/sandbox/callbacks/xml.js'

const aesKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'

function plainBytes(sealed: string): Buffer {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([decipher.update(sealed, 'base64'), decipher.final()])
}

// The published example of WeCom's 加解密方案说明: token QDG6eK.
test('given the published example, then the signature is the published one', () => {
  const encrypted =
    'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q=='
  const parts = ['QDG6eK', '1409659813', '1372623149', encrypted]
  expect(sortedSha1(parts)).toBe('477715d11cdb4164915debcba66cb864d751f3e6')
})

// Guarantee: whatever is said, the padding has block 32 and the length counts bytes.
test('any text survives sealing, padded to a block of 32', () => {
  fc.assert(
    fc.property(
      fc
        .string({ unit: 'grapheme', maxLength: 200 })
        .filter((text) => Buffer.from(text).toString() === text),
      (text) => {
        const plain = plainBytes(seal(text, { aesKey, receiver: 'ww1', tamper: null }))
        const padBytes = plain[plain.length - 1] ?? 0
        const length = plain.readUInt32BE(16)
        expect(plain.length % 32).toBe(0)
        expect(padBytes).toBeGreaterThanOrEqual(1)
        expect(padBytes).toBeLessThanOrEqual(32)
        expect(plain.subarray(20, 20 + length).toString('utf8')).toBe(text)
        expect(plain.subarray(20 + length, plain.length - padBytes).toString()).toBe('ww1')
      },
    ),
  )
})

test('given the same text twice, then nonce, ciphertext and signature differ', () => {
  const options = { aesKey, receiver: 'ww1', tamper: null, token: 't', nowSeconds: 1 } as const
  const [one, two] = [sealAndSign('a', options), sealAndSign('a', options)]
  expect(one.encrypted).not.toBe(two.encrypted)
  expect(one.signature).not.toBe(two.signature)
})

test('given text that would end a CDATA section, then it is split', () => {
  expect(xmlMessage([['Name', 'a]]>b']])).toBe(
    '<xml><Name><![CDATA[a]]]]><![CDATA[>b]]></Name></xml>',
  )
})
