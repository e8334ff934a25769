import forge from 'node-forge'

const CERTIFICATE_YEARS = 5

/** A self-signed X.509 certificate over an RSA key that node:crypto made. */
export function selfSignedCertificate(
  { privateKeyPem, publicKeyPem }: { privateKeyPem: string; publicKeyPem: string },
  { serial, commonName, now }: { serial: string; commonName: string; now: Date },
): string {
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKeyPem)
  certificate.serialNumber = serial
  certificate.validity.notBefore = now
  certificate.validity.notAfter = new Date(now)
  certificate.validity.notAfter.setFullYear(now.getFullYear() + CERTIFICATE_YEARS)
  const name = [
    { name: 'commonName', value: commonName },
    { name: 'organizationName', value: 'Huike WeChat sandbox' },
  ]
  certificate.setSubject(name)
  certificate.setIssuer(name)
  certificate.sign(forge.pki.privateKeyFromPem(privateKeyPem), forge.md.sha256.create())
  return forge.pki.certificateToPem(certificate)
}
