export type XmlField = readonly [name: string, value: string | number | readonly XmlField[]]

/** Text in CDATA, numbers bare: as the platforms write their events. */
export function xmlMessage(fields: readonly XmlField[]): string {
  return `<xml>${fields.map(element).join('')}</xml>`
}

function element([name, value]: XmlField): string {
  if (typeof value === 'number') {
    return `<${name}>${value}</${name}>`
  }
  return typeof value === 'string'
    ? `<${name}>${cdata(value)}</${name}>`
    : `<${name}>${value.map(element).join('')}</${name}>`
}

const cdata = (text: string) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
