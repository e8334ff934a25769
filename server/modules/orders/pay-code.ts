import QRCode from 'qrcode'

const MARGIN_MODULES = 1

/** The picture that a phone scans, as SVG. */
export const payCodePicture = (codeUrl: string): Promise<string> =>
  QRCode.toString(codeUrl, { type: 'svg', margin: MARGIN_MODULES, errorCorrectionLevel: 'M' })
