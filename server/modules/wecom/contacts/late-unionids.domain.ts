/** When to ask again for a contact who came without unionid (identity.md 4). Pure. */

const HOUR_MS = 60 * 60_000
const DAY_MS = 24 * HOUR_MS
const GIVE_UP_MS = 90 * DAY_MS
/** After these, once a week. */
const PAUSES_MS = [HOUR_MS, 6 * HOUR_MS, DAY_MS, 2 * DAY_MS, 4 * DAY_MS]
const WEEK_MS = 7 * DAY_MS
/** After a call that failed. */
export const RETRY_MS = HOUR_MS

export const firstAskAt = (since: Date): Date => nextAskAt({ since, asks: 0 }, since) ?? since

/** Null after 90 days: a unionid that has not come by then will not come. */
export function nextAskAt(
  { since, asks }: Readonly<{ since: Date; asks: number }>,
  now: Date,
): Date | null {
  const next = new Date(now.getTime() + (PAUSES_MS[asks] ?? WEEK_MS))
  return next.getTime() - since.getTime() > GIVE_UP_MS ? null : next
}
