/** Reads what Node puts on its errors, without `instanceof`: an error may come from another realm. */
export function errorOf(error: unknown): { name: string; code: string; message: string } {
  const fields = typeof error === 'object' && error !== null ? error : {}
  const text = (name: string) => {
    const value = (fields as Record<string, unknown>)[name]
    return typeof value === 'string' ? value : ''
  }
  return { name: text('name'), code: text('code'), message: text('message') || String(error) }
}
