/** Lines of a file that are worked together: one transaction, one place to go on from. */
export const ROWS_IN_CHUNK = 1_000
export const MAX_ROWS = 1_000_000
/** So many lines are shown for the choice of columns. */
export const SAMPLE_ROWS = 5
const DAY_MS = 24 * 60 * 60_000
/** After an upload, and again after the end, the file stays for so long. */
export const KEEP_FILE_MS = 7 * DAY_MS
/** An upload that takes longer has died. */
export const MAX_UPLOAD_MS = 60 * 60_000
