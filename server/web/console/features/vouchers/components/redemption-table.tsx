import { App, Button } from 'antd'
import { Money } from '../../../../shared/format/money.js'
import { When } from '../../../../shared/format/when.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { Empty } from '../../../../shared/states/empty.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import { useUndo, type Redemption } from '../api/redeem.js'
import { copy, errors } from '../copy.js'

type Props = {
  rows: readonly Redemption[] | undefined
  error: unknown
  retry: () => void
  mayUndo: boolean
}

/** What was redeemed, newest first; a manager takes one of today back. */
export function RedemptionTable({ rows, error, retry, mayUndo }: Props) {
  return (
    <DataTable
      label={copy.today}
      columns={mayUndo ? [...columns, undoColumn] : columns}
      listing={{ items: rows, error, retry }}
      rowKey={(redemption) => redemption.redemptionId}
      empty={<Empty>{copy.noneToday}</Empty>}
      skeletonRows={4}
    />
  )
}

const columns: readonly Column<Redemption>[] = [
  {
    key: 'voucher',
    title: copy.voucher,
    render: ({ name, codeTail, uses }) => (
      <>
        {name} ×{uses} <span className="mut mono">…{codeTail}</span>
      </>
    ),
  },
  {
    key: 'amount',
    title: copy.amount,
    align: 'right',
    render: ({ amountFen }) => <Money fen={amountFen} />,
  },
  {
    key: 'by',
    title: copy.by,
    render: ({ operatorName, source, undoneBy }) => (
      <>
        {operatorName ?? copy.sourceOf(source)}
        {undoneBy !== undefined && <span className="tag">{copy.undone(undoneBy)}</span>}
      </>
    ),
  },
  {
    key: 'when',
    title: copy.when,
    align: 'right',
    render: ({ at }) => (
      <span className="mut nowrap">
        <When at={at} />
      </span>
    ),
  },
]
const undoColumn: Column<Redemption> = {
  key: 'undo',
  title: '',
  align: 'right',
  width: 96,
  render: (redemption) => (redemption.mayUndo ? <Undo redemption={redemption} /> : null),
}

function Undo({ redemption }: { redemption: Redemption }) {
  const { modal, message } = App.useApp()
  const undo = useUndo()
  const ask = () =>
    modal.confirm({
      title: copy.undoTitle,
      content: copy.undoText,
      okText: copy.undo,
      cancelText: copy.cancel,
      onOk: () =>
        undo.mutateAsync(redemption.redemptionId).then(
          () => void message.success(copy.undoneToast),
          (error: unknown) => void message.error(sentenceOf(error, errors)),
        ),
    })
  return (
    <Button size="small" onClick={() => void ask()} loading={undo.isPending}>
      {copy.undo}
    </Button>
  )
}
