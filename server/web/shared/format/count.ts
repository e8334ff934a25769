/** 186,420 */
export function countText(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** 38.6 of 0.386, one decimal, without the sign. */
export function percentText(share: number): string {
  return (share * 100).toFixed(1)
}
