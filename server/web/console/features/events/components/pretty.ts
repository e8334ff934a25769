/** JSON with indents, XML with one element per line; anything else as it came. */
export function pretty(payload: string): string {
  const text = payload.trim()
  if (text.startsWith('{') || text.startsWith('[')) {
    try {
      return JSON.stringify(JSON.parse(text), null, 2)
    } catch {
      return payload
    }
  }
  return text.startsWith('<') ? indentXml(text) : payload
}

function indentXml(xml: string): string {
  let depth = 0
  return xml
    .replace(/>\s*</g, '>\n<')
    .split('\n')
    .map((line) => {
      const closes = line.startsWith('</')
      const opens = /^<[^/!?][^>]*[^/]>$/.test(line)
      depth -= closes ? 1 : 0
      const indented = '  '.repeat(Math.max(0, depth)) + line
      depth += opens ? 1 : 0
      return indented
    })
    .join('\n')
}
