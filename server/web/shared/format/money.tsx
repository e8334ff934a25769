/** "¥1,234.50" of an integer number of fen. */
export function moneyText(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '−' : ''}¥${whole}.${digits.slice(-2)}`
}

export function Money({ fen }: { fen: number }) {
  return <span>{moneyText(fen)}</span>
}

const YUAN = /^(\d{1,7})(?:\.(\d{1,2}))?$/

/** Fen of what a person typed in yuan ("18", "18.5"), by string; null when it is not an amount. */
export function fenOfYuan(typed: string): number | null {
  const parts = YUAN.exec(typed.trim())
  return parts === null ? null : Number(`${parts[1]}${(parts[2] ?? '').padEnd(2, '0')}`)
}

/** What to put into a field: 1850 → "18.50", 1800 → "18". */
export function yuanOfFen(fen: number): string {
  const digits = String(fen).padStart(3, '0')
  const rest = digits.slice(-2)
  return rest === '00' ? digits.slice(0, -2) : `${digits.slice(0, -2)}.${rest}`
}
