import QRCode from 'qrcode'
import type { MiniApi, MiniCall } from './api.js'
import { MiniError } from './errors.js'

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/
const MIN_WIDTH = 280
const MAX_WIDTH = 1_280
const DEFAULT_WIDTH = 430

/** A picture on success, JSON on error. Source: mini-program docs, getUnlimitedQRCode. */
async function codePicture({ context, body }: MiniCall) {
  const scene = body.text('scene')
  const page = body.text('page')
  const width = body.int('width', DEFAULT_WIDTH)
  if (!SCENE.test(scene)) {
    throw new MiniError(40129)
  }
  if (page.startsWith('/') || page.includes('?')) {
    throw new MiniError(41030)
  }
  if (width < MIN_WIDTH || width > MAX_WIDTH) {
    throw new MiniError(40097, 'invalid args')
  }
  const query = new URLSearchParams({ scene, page })
  const text = `${context.url()}/mini-code?${query.toString()}`
  return { picture: await QRCode.toBuffer(text, { width, margin: 2 }), type: 'image/png' }
}

export const codePictureApis: readonly MiniApi[] = [
  { method: 'POST', path: '/wxa/getwxacodeunlimit', run: codePicture },
]
