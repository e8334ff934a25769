import { DownloadOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { copy } from '../copy.js'

/** Of the list as it is narrowed now. */
export function ExportMenu({ query }: { query: Record<string, string | number | undefined> }) {
  const told = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)]],
  )
  const href = (format: string): string =>
    `/api/product-sheet?${new URLSearchParams([...told, ['format', format]]).toString()}`
  const items = [
    { key: 'xlsx', label: <Download href={href('xlsx')} text={copy.asXlsx} /> },
    { key: 'csv', label: <Download href={href('csv')} text={copy.asCsv} /> },
  ]
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button icon={<DownloadOutlined />}>{copy.export}</Button>
    </Dropdown>
  )
}

function Download({ href, text }: { href: string; text: string }) {
  return (
    <a href={href} download>
      {text}
    </a>
  )
}
