import { App, Button } from 'antd'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { usePush } from '../api/push.js'
import type { Refund } from '../api/refunds.js'
import { copy, errors } from '../copy.js'

/** Tries again what had stopped, or does not wait for the pause; nothing when neither makes sense. */
export function PushButton({ refund }: { refund: Refund }) {
  const { message } = App.useApp()
  const isStopped = refund.state === 'failed'
  const push = usePush(isStopped ? 'retry' : 'send-now', {
    onDone: () => void message.success(copy.asked),
    onProblem: (error) => void message.error(sentenceOf(error, errors)),
  })
  if (!isStopped && !refund.maySendNow) {
    return null
  }
  const what = isStopped ? copy.again : copy.now
  const who = refund.order?.customer?.name ?? refund.reason
  return (
    <Button
      size="small"
      type={isStopped ? 'default' : 'link'}
      aria-label={copy.actOn(what, who)}
      loading={push.isPending}
      onClick={() => push.mutate(refund.refundId)}
    >
      {what}
    </Button>
  )
}
