/** How a platform gets a log-in code (a js_code) for `POST /mini/v1/sessions`. */
export type LogInDoor = {
  /** A code without asking the person; null where that is not possible. */
  silentCode(): Promise<string | null>
  /**
   * A code, asking the person if needed. In the H5 this leaves the page and never resolves: the
   * page comes back with a code that `silentCode` picks up. Throws `needs-wechat`.
   */
  askForCode(): Promise<string>
}
