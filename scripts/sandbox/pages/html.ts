/** Text that is already HTML: `html` does not escape it again. */
export type Html = Readonly<{ html: string }>
type Value = Html | string | number | null | readonly Html[]

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function render(value: Value): string {
  if (value === null) {
    return ''
  }
  if (typeof value === 'string' || typeof value === 'number') {
    return String(value).replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char)
  }
  return 'html' in value ? value.html : value.map(({ html: inner }) => inner).join('')
}

/** Template tag: everything put in is escaped unless it is Html itself. */
export function html(texts: TemplateStringsArray, ...values: Value[]): Html {
  const parts = texts.map((text, index) => text + render(values[index] ?? null))
  return { html: parts.join('') }
}

/** Markup made elsewhere (an SVG of the qrcode package). */
export const trusted = (markup: string): Html => ({ html: markup })

type Page = Readonly<{ title: string; body: Html; kind: 'phone' | 'chat' }>

/** A whole document in the sandbox's own style. */
export function document({ title, body, kind }: Page): string {
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/base.css" />
        <link rel="stylesheet" href="/assets/${kind}.css" />
      </head>
      <body class="${kind}">
        ${body}
      </body>
    </html>`.html
}

/** Hidden fields that carry the query of the page through its form. */
export function carried(fields: Record<string, string>): Html[] {
  return Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  )
}
