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

const DRAWINGS: Readonly<Record<string, string>> = {
  roll,
  croissant,
  box,
  bag,
  cake,
  bread,
  tin,
}

/** The drawing that stands in for a photo; several drinks share `cup`, their names say which. */
export function drawingOf(key: string | undefined, name: string): string {
  return key === 'cup' ? cupFor(name) : (DRAWINGS[key ?? ''] ?? bag)
}

function cupFor(name: string): string {
  if (/热|暖|美式|手冲/.test(name)) {
    return hotCup
  }
  return /奶|芝士|拿铁|可可|乳|珍珠|波波/.test(name) ? milkTea : cup
}
