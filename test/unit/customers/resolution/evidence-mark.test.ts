import type { IdentifierKey } from '../../../../server/modules/customers/identifier.domain.js'
import { evidenceMark } from '../../../../server/modules/customers/resolution/evidence-mark.js'

// Guarantee: evidence has one mark in any order and however often it was seen, and another one when a link comes or goes.
const key = (name: string) => `openid:wx1:${name}` as IdentifierKey
const link = (a: string, b: string, kind: string) => ({
  ...{ _id: `${a}|${b}|${kind}`, a: key(a), b: key(b) },
})
const keys = [key('a'), key('b'), key('c')]
const links = [link('a', 'b', 'mini-login'), link('b', 'c', 'import')]
const mark = evidenceMark(keys, links)

test('order, repetition and what leads elsewhere change nothing', () => {
  const others = [link('c', 'z', 'import'), link('y', 'z', 'import')]
  expect(evidenceMark([...keys].reverse(), [...links, ...others, ...links].reverse())).toBe(mark)
})
test('a link more or less is another evidence', () => {
  expect(evidenceMark(keys, links.slice(1))).not.toBe(mark)
  expect(evidenceMark(keys, [...links, link('a', 'b', 'import')])).not.toBe(mark)
})
