import forge from 'node-forge'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const KEY_BITS = 2048

/** A merchant certificate with its private key as files, made for this run. */
export function merchantFiles(): { certFile: string; keyFile: string; publicKeyFile: string } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'huike-test-keys-'))
  const keys = forge.pki.rsa.generateKeyPair(KEY_BITS)
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = keys.publicKey
  certificate.serialNumber = '01'
  certificate.validity.notAfter = new Date(Date.now() + 86_400_000)
  certificate.setSubject([{ name: 'commonName', value: 'test merchant' }])
  certificate.setIssuer([{ name: 'commonName', value: 'test merchant' }])
  certificate.sign(keys.privateKey, forge.md.sha256.create())
  const write = (name: string, pem: string) => {
    const file = path.join(folder, name)
    fs.writeFileSync(file, pem, { mode: 0o600 })
    return file
  }
  return {
    certFile: write('cert.pem', forge.pki.certificateToPem(certificate)),
    keyFile: write('key.pem', forge.pki.privateKeyToPem(keys.privateKey)),
    publicKeyFile: write('public.pem', forge.pki.publicKeyToPem(keys.publicKey)),
  }
}

/** A complete environment of a server that talks to a sandbox on this machine. */
export function testEnvironment(
  overrides: Readonly<Record<string, string | undefined>> = {},
): Record<string, string> {
  const { certFile, keyFile } = merchantFiles()
  const complete = {
    MONGODB_URI: 'mongodb://127.0.0.1:27017/test_config?replicaSet=rs0',
    SESSION_SECRET: 'test-session-secret-0123456789',
    PII_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
    ADMIN_PASSWORD: 'test-admin-password',
    WECOM_CORP_ID: 'ww0123456789abcdef',
    WECOM_AGENT_ID: '1000002',
    WECOM_APP_SECRET: 'wecom-secret',
    WECOM_CALLBACK_TOKEN: 'wecom-token',
    WECOM_CALLBACK_AES_KEY: 'a'.repeat(43),
    MINI_APP_ID: 'wx0123456789abcdef',
    MINI_APP_SECRET: 'mini-secret',
    MINI_PUSH_TOKEN: 'mini-token',
    MINI_PUSH_AES_KEY: 'b'.repeat(43),
    PAY_MCH_ID: '1900000001',
    PAY_API_V3_KEY: 'v3-key-of-exactly-32-bytes-00000',
    PAY_MERCHANT_SERIAL: '01',
    PAY_MERCHANT_CERT_FILE: certFile,
    PAY_PRIVATE_KEY_FILE: keyFile,
    NOTIFY_BASE_URL: 'https://shop.example',
    ...overrides,
  }
  const entries = Object.entries(complete).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Record<string, string>
}
