let offsetMs = 0

/** Learns the server's clock from the `Date` header of an answer (exact to a second). */
export function noteServerDate(header: string | null): void {
  const at = header === null ? Number.NaN : Date.parse(header)
  if (!Number.isNaN(at)) {
    offsetMs = at - Date.now()
  }
}

/** Now by the server's clock, in milliseconds: countdowns must not follow a wrong phone clock. */
export function serverNowMs(): number {
  return Date.now() + offsetMs
}
