/** Space at the top of a screen, in CSS pixels. */
export type BarMeasures = {
  /** Height of the system's status bar, which the screen draws under. */
  statusPx: number
  /** Width on the right that WeChat's capsule covers. */
  capsulePx: number
}
