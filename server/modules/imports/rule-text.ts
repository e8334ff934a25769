import type { RowRule } from './rows.domain.js'

/** For the list of faults that goes out as a file. */
const TEXTS: Readonly<Record<RowRule, string>> = {
  required: '缺少必填内容',
  'too-long': '内容过长',
  'id-blocked': '编号无效（空值或占位符）',
  'phone-masked': '手机号被打码',
  'phone-not-mainland': '不是大陆手机号',
  'phone-blocked': '测试号或已屏蔽的手机号',
  'date-unreadable': '日期无法识别',
  'date-in-future': '日期在将来',
  'date-too-old': '日期早于 2000 年',
  'amount-unreadable': '金额无法识别',
  'amount-negative': '金额为负',
  'store-unknown': '门店不存在',
  'duplicate-row': '与前面的行重复',
  'quote-not-closed': '引号没有闭合，后面的内容无法读取',
  'too-many-columns': '列数过多',
  'order-already-paid': '订单已存在，内容不同',
  'order-known': '订单已存在，内容相同',
  'source-is-reserved': '来源名称被系统保留',
  refused: '系统拒绝了这一行',
}

export const ruleText = (rule: RowRule): string => TEXTS[rule]

/** As a sheet names it, with its head: `C 手机号`. */
export function columnName(header: readonly string[], column: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return `${letters} ${header[column] ?? ''}`.trim()
}
