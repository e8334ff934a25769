import type { ReactNode } from 'react'
import { countText } from '../../../../shared/format/count.js'
import { When } from '../../../../shared/format/when.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { ChannelCode } from '../api/channel-codes.js'
import { copy, statuses } from '../copy.js'
import styles from './code-table.module.css'

type Props = {
  rows: readonly ChannelCode[] | undefined
  error: unknown
  retry: () => void
  empty: ReactNode
  onShow: (code: ChannelCode) => void
  /** Missing for who may only look. */
  onEdit: ((code: ChannelCode) => void) | undefined
}

export function CodeTable({ rows, error, retry, empty, onShow, onEdit }: Props) {
  const columns: readonly Column<ChannelCode>[] = [
    {
      key: 'code',
      title: copy.code,
      render: (code) => (
        <span className="who">
          <QrThumb code={code} onShow={() => onShow(code)} />
          <span>
            <span className="strong">{code.name}</span>
            <small>
              {copy.made} <When at={code.createdAt} as="date" />
            </small>
          </span>
        </span>
      ),
    },
    ...FACTS,
    {
      key: 'edit',
      title: '',
      align: 'right',
      render: (code) =>
        onEdit && (
          <button
            type="button"
            className="link"
            aria-label={`${copy.edit} ${code.name}`}
            onClick={() => onEdit(code)}
          >
            {copy.edit}
          </button>
        ),
    },
  ]
  return (
    <DataTable
      label={copy.title}
      columns={columns}
      listing={{ items: rows, error, retry }}
      rowKey={(code) => code.channelCodeId}
      empty={empty}
    />
  )
}

const FACTS: readonly Column<ChannelCode>[] = [
  {
    key: 'staff',
    title: copy.staff,
    render: (code) => (
      <>
        {code.staff.map((person) => person.name).join('、')}
        <small>{code.storeName}</small>
      </>
    ),
  },
  {
    key: 'welcome',
    title: copy.welcome,
    render: ({ welcomeText }) =>
      welcomeText ? (
        <span className={styles.welcome} title={welcomeText}>
          {welcomeText}
        </span>
      ) : (
        <span className="mut">{copy.noWelcome}</span>
      ),
  },
  { key: 'added', title: copy.added, align: 'right', render: (code) => countText(code.added) },
  { key: 'lost', title: copy.lost, align: 'right', render: (code) => countText(code.lost) },
  {
    key: 'net',
    title: copy.net,
    align: 'right',
    render: (code) => <b className="b">{code.net}</b>,
  },
  {
    key: 'status',
    title: '',
    render: ({ status }) => (
      <span className={`tag ${statuses[status].tone}`}>{statuses[status].text}</span>
    ),
  },
]

function QrThumb({ code, onShow }: { code: ChannelCode; onShow: () => void }) {
  if (code.status !== 'ready') {
    return <span className={styles.blank} aria-hidden="true" />
  }
  return (
    <button
      type="button"
      className={styles.thumb}
      aria-label={copy.enlarge(code.name)}
      onClick={onShow}
    >
      <img src={code.qrCodeUrl} alt="" loading="lazy" />
    </button>
  )
}
