import { App, Button, Popconfirm } from 'antd'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { useRunBill } from '../api/run-bill.js'
import { copy, errors } from '../copy.js'

export function RunButton({ day }: { day: string }) {
  const { message } = App.useApp()
  const run = useRunBill()
  const start = () =>
    run.mutate(day, {
      onSuccess: () => void message.info(copy.asked(day)),
      onError: (error) => void message.error(sentenceOf(error, errors)),
    })
  return (
    <Popconfirm
      title={copy.ask(day)}
      description={copy.askHint}
      okText={copy.yes}
      cancelText={copy.no}
      placement="left"
      onConfirm={start}
    >
      <Button size="small" loading={run.isPending}>
        {copy.again}
      </Button>
    </Popconfirm>
  )
}
