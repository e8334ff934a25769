import QRCode from 'qrcode'

const WIDTH_PX = 480
const MARGIN_MODULES = 1

/** The code as a till's scanner reads it: a PNG within the answer, so that no address exists under which somebody finds it. */
export function codePicture(spelled: string): Promise<string> {
  const options = { width: WIDTH_PX, margin: MARGIN_MODULES, errorCorrectionLevel: 'M' } as const
  return QRCode.toDataURL(spelled.replaceAll('-', ''), options)
}
