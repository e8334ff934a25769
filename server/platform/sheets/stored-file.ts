/** A file that is kept in pieces of one size, the last one shorter. */
export type StoredFile = Readonly<{
  sizeBytes: number
  partBytes: number
  part(index: number): Promise<Buffer>
}>

export async function* bytesOf(
  { sizeBytes, partBytes, part }: StoredFile,
  { start, end }: Readonly<{ start: number; end: number }>,
): AsyncGenerator<Buffer> {
  let at = start
  while (at < Math.min(end, sizeBytes)) {
    const index = Math.floor(at / partBytes)
    const piece = await part(index)
    const from = at - index * partBytes
    const wanted = piece.subarray(from, Math.min(piece.length, end - index * partBytes))
    if (wanted.length === 0) {
      return
    }
    yield wanted
    at += wanted.length
  }
}
