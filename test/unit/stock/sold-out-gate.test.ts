import { soldOutGate } from '../../../server/modules/stock/sold-out-gate.js'

const TEA = 'sku_tea'
const CAKE = 'sku_cake'
const nobody = new Set<string>()

function opened() {
  let time = 0
  const gate = soldOutGate({ now: () => time })
  return { gate, pass: (ms: number) => (time += ms) }
}
function shutNow() {
  const { gate, pass } = opened()
  gate.heard()
  gate.shut(TEA, { look: gate.look(), except: new Set(['anna']) })
  return { gate, pass }
}

test('what was seen sold out is refused, but not to those who have ordered it', () => {
  const { gate } = shutNow()
  expect([gate.refuses(TEA, 'bela'), gate.refuses(TEA, 'anna')]).toEqual([true, false])
  expect(gate.refuses(CAKE, 'bela')).toBe(false)
})

test('a change opens it, a change of another SKU does not', () => {
  const { gate } = shutNow()
  gate.changed(CAKE)
  expect(gate.refuses(TEA, 'bela')).toBe(true)
  gate.changed(TEA)
  expect(gate.refuses(TEA, 'bela')).toBe(false)
})

// Guarantee: a unit that came back between the look and the shutting keeps the gate open.
test('a change after the look keeps it open', () => {
  const { gate } = opened()
  gate.heard()
  const look = gate.look()
  gate.changed(TEA)
  gate.shut(TEA, { look, except: nobody })
  expect(gate.refuses(TEA, 'bela')).toBe(false)
})

// Guarantee: when the stream breaks the gate opens, and nothing shuts it before the stream is heard again.
test('a lost stream opens it and keeps it open', () => {
  const { gate } = shutNow()
  const look = gate.look()
  gate.lost()
  expect(gate.refuses(TEA, 'bela')).toBe(false)
  gate.shut(TEA, { look: gate.look(), except: nobody })
  expect(gate.refuses(TEA, 'bela')).toBe(false)
  gate.heard()
  gate.shut(TEA, { look, except: nobody }) // looked at before the gap
  expect(gate.refuses(TEA, 'bela')).toBe(false)
  gate.shut(TEA, { look: gate.look(), except: nobody })
  expect(gate.refuses(TEA, 'bela')).toBe(true)
})

test('a stream that has fallen silent opens it, and what was shut stays open when it speaks again', () => {
  const { gate, pass } = shutNow()
  pass(2_000)
  expect(gate.refuses(TEA, 'bela')).toBe(false)
  gate.heard()
  expect(gate.refuses(TEA, 'bela')).toBe(false)
})

test('it forgets nothing that matters when many SKUs change', () => {
  const { gate } = opened()
  gate.heard()
  const look = gate.look()
  for (let n = 0; n < 10_001; n += 1) {
    gate.changed(`sku_${n}`)
  }
  gate.shut('sku_0', { look, except: nobody })
  expect(gate.refuses('sku_0', 'bela')).toBe(false)
})
