const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** A page refuses to go on: shown with its reason. */
export class PageError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

/**
 * Where a page returns to. Only loopback, so that no code leaves this machine: the real platforms
 * check the domain against the app's list in its place.
 */
export function returnAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:'
  if (url === null || !isWeb || !LOOPBACK.includes(url.hostname)) {
    throw new PageError(400, 'redirect_uri 参数错误：只能回到本机的地址')
  }
  return url
}

/** Adds the parameters before the fragment, as the real pages do. */
export function withParams(url: URL, params: Record<string, string>): string {
  const target = new URL(url)
  Object.entries(params).forEach(([name, value]) => target.searchParams.set(name, value))
  return target.toString()
}
