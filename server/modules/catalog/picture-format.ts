export type PictureFormat = 'png' | 'jpeg' | 'webp'

const ascii = (text: string) => [...text].map((char) => char.charCodeAt(0))
const SIGNATURES: readonly { format: PictureFormat; at: number; bytes: readonly number[] }[] = [
  { format: 'png', at: 0, bytes: [0x89, ...ascii('PNG'), 0x0d, 0x0a, 0x1a, 0x0a] },
  { format: 'jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
]
const RIFF = ascii('RIFF')
const WEBP = ascii('WEBP') // after RIFF and the length, 8 bytes in

/** What the first bytes say the file is. Name and declared type come from the sender and prove nothing. */
export function pictureFormat(file: Uint8Array): PictureFormat | null {
  const starts = (bytes: readonly number[], at: number) =>
    bytes.every((byte, index) => file[at + index] === byte)
  if (starts(RIFF, 0) && starts(WEBP, 8)) {
    return 'webp'
  }
  return SIGNATURES.find(({ at, bytes }) => starts(bytes, at))?.format ?? null
}
