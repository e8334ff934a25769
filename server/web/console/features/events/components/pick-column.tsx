import { Checkbox } from 'antd'
import type { Column } from '../../../kit/data-table.js'
import { copy } from '../copy.js'

type Options<Item> = {
  keyOf: (item: Item) => string
  /** Keys of the rows on this page. */
  shown: readonly string[]
  picked: readonly string[]
  onPick: (picked: readonly string[]) => void
}

/** A first column that chooses rows; its head chooses all of the page. */
export function pickColumn<Item>({ keyOf, shown, picked, onPick }: Options<Item>): Column<Item> {
  const chosen = new Set(picked)
  const all = shown.length > 0 && shown.every((key) => chosen.has(key))
  const toggle = (key: string) =>
    onPick(chosen.has(key) ? picked.filter((other) => other !== key) : [...picked, key])
  return {
    key: 'pick',
    width: 40,
    title: (
      <Checkbox
        aria-label={copy.pickAll}
        checked={all}
        indeterminate={!all && picked.length > 0}
        onChange={() => onPick(all ? [] : shown)}
      />
    ),
    render: (item) => (
      <Checkbox
        aria-label={copy.pick}
        checked={chosen.has(keyOf(item))}
        onChange={() => toggle(keyOf(item))}
      />
    ),
  }
}
