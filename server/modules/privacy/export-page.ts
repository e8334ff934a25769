import { businessMinute } from '../../platform/days/index.js'
import { yuanText } from '../../platform/money/index.js'
import type { PersonExport } from './privacy.contract.js'

type Part = PersonExport['parts'][number]
type Cell = Part['rows'][number][string] | undefined
type Column = Part['columns'][number]

const STYLE = `
body { font: 14px/1.6 "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; color: #1f1f1f;
  margin: 0 auto; max-width: 1080px; padding: 24px; }
h1 { font-size: 22px; margin: 0 0 4px; }
h2 { font-size: 16px; margin: 28px 0 8px; border-bottom: 1px solid #d9d9d9; padding-bottom: 4px; }
p { margin: 0 0 8px; color: #595959; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { border: 1px solid #e5e5e5; padding: 4px 8px; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
th { background: #fafafa; font-weight: 600; white-space: nowrap; }
.sum { text-align: right; white-space: nowrap; }
.at { white-space: nowrap; }
@page { size: A4 landscape; margin: 12mm; }
@media print { body { padding: 0; max-width: none; font-size: 11px; } tr { break-inside: avoid; }
  h2 { break-after: avoid; } }
`

/** The export as one page to read and to print: no script, nothing from anywhere else. */
export function exportPage({
  brandName,
  exportedAt,
  customerId,
  phones,
  parts,
}: PersonExport): string {
  const about = `${brandName} · 编号 ${customerId ?? '无'} · 导出于 ${businessMinute(new Date(exportedAt))}`
  const note = phones === 'masked' ? '<p>手机号已隐去中间四位。</p>' : ''
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>个人信息副本</title><style>${STYLE}</style></head>
<body><h1>个人信息副本</h1><p>${escape(about)}</p>${note}
${parts.map(section).join('\n')}
</body></html>
`
}

function section({ title, columns, rows, isCapped }: Part): string {
  if (rows.length === 0) {
    return `<h2>${escape(title)}</h2><p>没有记录。</p>`
  }
  const head = columns.map((column) => `<th scope="col">${escape(column.title)}</th>`).join('')
  const body = rows
    .map((row) => `<tr>${columns.map((column) => cell(row[column.field], column)).join('')}</tr>`)
    .join('\n')
  const more = isCapped ? '<p>还有更早的记录，没有全部列出。</p>' : ''
  return `<h2>${escape(title)}（${rows.length}）</h2>${more}
<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`
}

function cell(value: Cell, { kind, words = {} }: Column): string {
  if (kind === 'fen' && typeof value === 'number') {
    return `<td class="sum">${escape(yuanText(value))}</td>`
  }
  if (kind === 'time' && typeof value === 'string') {
    return `<td class="at">${escape(businessMinute(new Date(value)))}</td>`
  }
  const text = textOf(value)
  return `<td>${escape(words[text] ?? text)}</td>`
}

function textOf(value: Cell): string {
  if (typeof value === 'boolean') {
    return value ? '是' : '否'
  }
  return value === null || value === undefined ? '' : String(value)
}

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign)
