import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { ExportPart } from '../../../platform/api'
import { Icon, moneyText, Press, whenText } from '../../../platform/ui'
import { copy } from '../copy'

type Cell = ExportPart['rows'][number][string] | undefined
type Column = ExportPart['columns'][number]

/** Long lists stay quick under the thumb; the whole is in the copy. */
const SHOWN_ROWS = 50

/** One kind of information: how much there is, and what it is when opened. */
export function KnownPart({ part }: { part: ExportPart }) {
  const [open, setOpen] = useState(false)
  const { title, rows } = part
  const isEmpty = rows.length === 0
  return (
    <View className="card known">
      <Press
        className="known-head"
        label={`${title}，${copy.count(rows.length)}`}
        disabled={isEmpty}
        onPress={() => setOpen(!open)}
      >
        <Text className="known-title">{title}</Text>
        <Text className="known-count">{copy.count(rows.length)}</Text>
        {!isEmpty && <Icon name={open ? 'down' : 'right'} size={14} />}
      </Press>
      {open && <Rows part={part} />}
    </View>
  )
}

function Rows({ part: { columns, rows, isCapped } }: { part: ExportPart }) {
  const isMore = isCapped || rows.length > SHOWN_ROWS
  return (
    <View className="known-rows">
      {rows.slice(0, SHOWN_ROWS).map((row, index) => (
        <View key={index} className="known-row">
          {columns.map((column) => (
            <Field key={column.field} column={column} value={row[column.field]} />
          ))}
        </View>
      ))}
      {isMore && <Text className="known-more">{copy.capped}</Text>}
    </View>
  )
}

function Field({ column, value }: { column: Column; value: Cell }) {
  if (value === null || value === undefined || value === '') {
    return null
  }
  return (
    <View className="known-field">
      <Text className="known-name">{column.title}</Text>
      <Text className="known-value">{textOf(value, column)}</Text>
    </View>
  )
}

function textOf(value: NonNullable<Cell>, { kind, words = {} }: Column): string {
  if (typeof value === 'boolean') {
    return value ? copy.yes : copy.no
  }
  if (kind === 'fen' && typeof value === 'number') {
    return moneyText(value)
  }
  return kind === 'time' && typeof value === 'string'
    ? whenText(value)
    : (words[String(value)] ?? String(value))
}
