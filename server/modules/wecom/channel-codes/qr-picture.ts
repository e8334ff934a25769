import QRCode from 'qrcode'

const WIDTH_PX = 480
const MARGIN_MODULES = 2

/** WeCom's own pictures of codes; the sandbox gives the address of a page in its place. */
const PICTURE_HOST = /(^|\.)qpic\.cn$/

export type QrPicture =
  | Readonly<{ kind: 'png'; bytes: Buffer }>
  /** WeCom gave a picture already: an address that it is to be taken from. */
  | Readonly<{ kind: 'elsewhere'; url: string }>

/** The picture behind the address that WeCom gave for a code. */
export async function qrPictureOf(qrCodeUrl: string): Promise<QrPicture> {
  if (PICTURE_HOST.test(new URL(qrCodeUrl).hostname)) {
    return { kind: 'elsewhere', url: qrCodeUrl }
  }
  const options = { width: WIDTH_PX, margin: MARGIN_MODULES, errorCorrectionLevel: 'M' as const }
  return { kind: 'png', bytes: await QRCode.toBuffer(qrCodeUrl, options) }
}
