/** What an error code of a platform asks of its caller. Sources: wechat-contract.md B.10, C.9, D.5. */
export type Reaction =
  /** Nothing was done: again soon, a few times, with growing pauses. */
  | 'retry'
  /** Called too often: leave this API alone until the platform's window is over. */
  | 'wait'
  /** Fetch a new token once and ask once more. */
  | 'refresh-token'
  /** An operator must set something right; trying again does not help. */
  | 'config'
  /** What we hold is out of date: read it anew. */
  | 'resync'
  /** It may have been done, or was done before: ask for the truth, never send it under a new number. */
  | 'query'
  /** The person has to log in again. */
  | 'log-in-again'
  /** It cannot be done for this subject: leave it. */
  | 'drop'
  /** Our request was wrong. */
  | 'bug'
