import bag from './bag.svg'
import box from './box.svg'
import bread from './bread.svg'
import cake from './cake.svg'
import croissant from './croissant.svg'
import cup from './cup.svg'
import hotCup from './hot-cup.svg'
import milkTea from './milk-tea.svg'
import roll from './roll.svg'
import tin from './tin.svg'

export { default as logo } from './logo.svg'

const DRAWINGS: Readonly<Record<string, readonly string[]>> = {
  cup: [cup, milkTea, hotCup],
  roll: [roll],
  croissant: [croissant],
  box: [box],
  bag: [bag],
  cake: [cake],
  bread: [bread],
  tin: [tin],
}

/**
 * The drawing that stands in for a photo. Several products share a key: the name chooses among its
 * variants, so that the same product looks the same on every screen.
 */
export function drawingOf(key: string | undefined, name: string): string {
  const variants = DRAWINGS[key ?? ''] ?? [bag]
  const sum = Array.from(name).reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0)
  return variants[sum % variants.length] ?? bag
}
