import { App, Button, Form, Input } from 'antd'
import { fenOfYuan, yuanOfFen } from '../../../../shared/format/money.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { Card } from '../../../../shared/kit/card.js'
import { Bone } from '../../../../shared/states/bone.js'
import { ErrorState } from '../../../../shared/states/error-state.js'
import { useDeliveryFee, useSetDeliveryFee, type DeliveryFee } from '../api/delivery-fee.js'
import { copy, errors } from '../copy.js'

type Fields = { fee: string; freeFrom?: string }

/** What sending a parcel costs, and from which sum on it is free. */
export function DeliveryFeeCard({ mayWrite }: { mayWrite: boolean }) {
  const fee = useDeliveryFee()
  return (
    <Card title={copy.feeTitle}>
      {fee.data !== undefined && (
        <div className="card-pad">
          <FeeForm fee={fee.data} mayWrite={mayWrite} />
        </div>
      )}
      {fee.data === undefined && fee.isError && (
        <ErrorState what={copy.feeFailed} error={fee.error} onRetry={() => void fee.refetch()} />
      )}
      {fee.data === undefined && !fee.isError && <Bone height={64} />}
    </Card>
  )
}

function FeeForm({ fee, mayWrite }: { fee: DeliveryFee; mayWrite: boolean }) {
  const { message } = App.useApp()
  const set = useSetDeliveryFee()
  const { feeFen, freeFromFen } = fee
  const submit = ({ fee: typed, freeFrom = '' }: Fields) => {
    const free = fenOfYuan(freeFrom)
    const body = { feeFen: fenOfYuan(typed) ?? 0, ...(free ? { freeFromFen: free } : {}) }
    set.mutate(body, { onSuccess: () => void message.success(copy.feeSaved) })
  }
  return (
    <Form
      name="delivery-fee"
      layout="inline"
      requiredMark={false}
      disabled={!mayWrite}
      initialValues={{
        fee: yuanOfFen(feeFen),
        freeFrom: freeFromFen === undefined ? '' : yuanOfFen(freeFromFen),
      }}
      onFinish={submit}
    >
      <Form.Item name="fee" label={copy.fee} rules={rules({ isNeeded: true })}>
        <Input inputMode="decimal" prefix="¥" style={{ width: 120 }} maxLength={7} />
      </Form.Item>
      <Form.Item name="freeFrom" label={copy.freeFrom} rules={rules({ isNeeded: false })}>
        <Input
          inputMode="decimal"
          prefix="¥"
          style={{ width: 120 }}
          maxLength={9}
          placeholder={copy.freeFromHint}
        />
      </Form.Item>
      {mayWrite && (
        <Button htmlType="submit" loading={set.isPending}>
          {copy.feeSave}
        </Button>
      )}
      {set.isError && (
        <p className="bad" role="alert">
          {sentenceOf(set.error, errors)}
        </p>
      )}
    </Form>
  )
}

const rules = ({ isNeeded }: { isNeeded: boolean }) => [
  {
    validator: (_: unknown, typed: string | undefined) => {
      const isEmpty = (typed ?? '').trim() === ''
      const isRight = isEmpty ? !isNeeded : fenOfYuan(typed ?? '') !== null
      return isRight ? Promise.resolve() : Promise.reject(new Error(copy.amountWrong))
    },
  },
]
