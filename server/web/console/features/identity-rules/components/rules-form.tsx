import { App, Button, Form, Input, InputNumber, Select } from 'antd'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { Card } from '../../../../shared/kit/card.js'
import { useSaveDraft, type RulesContent } from '../api/change-rules.js'
import type { Rules, RuleNumbers } from '../api/rules.js'
import { copy, errors, NUMBERS, numbers } from '../copy.js'
import styles from './rules.module.css'

type Props = {
  /** The draft that is changed; null for a new one. */
  draft: Rules | null
  from: RulesContent
  onClose: () => void
}

/** Edits a draft; nothing happens to anybody by saving it. */
export function RulesForm({ draft, from, onClose }: Props) {
  const { message } = App.useApp()
  const [form] = Form.useForm<RulesContent>()
  const save = useSaveDraft(draft)
  const submit = (content: RulesContent) =>
    save.mutate(
      { ...content, sources: content.sources, reason: content.reason.trim() },
      {
        onSuccess: () => {
          void message.success(copy.saved)
          onClose()
        },
      },
    )
  return (
    <Card title={draft === null ? copy.draftNew : copy.draft(draft.version)} sub={copy.draftSub}>
      <Form
        name="identity-rules"
        form={form}
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        initialValues={from}
        onFinish={submit}
        className="card-pad"
      >
        <div className={styles.fields}>
          {NUMBERS.map((name) => (
            <NumberField key={name} name={name} />
          ))}
        </div>
        <Sources />
        <Form.Item
          name="reason"
          label={copy.reason}
          extra={copy.reasonHint}
          rules={[{ required: true, whitespace: true, min: 2, message: copy.needReason }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        {save.isError && (
          <p className="bad" role="alert">
            {sentenceOf(save.error, errors)}
          </p>
        )}
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {copy.save}
        </Button>{' '}
        <Button onClick={onClose}>{copy.cancel}</Button>
      </Form>
    </Card>
  )
}

function NumberField({ name }: { name: keyof RuleNumbers }) {
  const { label, unit, why, min, max } = numbers[name]
  const isPatient = name === 'patientSilenceDays'
  return (
    <Form.Item
      name={['numbers', name]}
      label={label}
      extra={why}
      dependencies={isPatient ? [['numbers', 'silenceDays']] : []}
      rules={[
        { required: true, type: 'integer', min, max, message: copy.needNumber(min, max) },
        ({ getFieldValue }) => ({
          validator: (_rule, value: number | null) =>
            isPatient && (value ?? 0) < Number(getFieldValue(['numbers', 'silenceDays']))
              ? Promise.reject(new Error(copy.backward))
              : Promise.resolve(),
        }),
      ]}
    >
      <InputNumber min={min} max={max} precision={0} addonAfter={unit} style={{ width: 160 }} />
    </Form.Item>
  )
}

const TRUST = [
  { value: true, label: copy.trusted },
  { value: false, label: copy.untrusted },
]

function Sources() {
  return (
    <Form.List name="sources">
      {(fields, { add, remove }) => (
        <>
          <p className={styles.heading}>
            <b>{copy.sources}</b>
            <small>{copy.sourcesSub}</small>
          </p>
          {fields.map(({ key, name }) => (
            <div key={key} className={styles.source}>
              <Form.Item
                name={[name, 'source']}
                rules={[
                  { required: true, whitespace: true, message: copy.needSource },
                  ({ getFieldValue }) => ({
                    validator: (_rule, value: string) => {
                      const all = getFieldValue('sources') as ({ source?: string } | undefined)[]
                      const same = all.filter((one) => one?.source?.trim() === value.trim())
                      return same.length > 1
                        ? Promise.reject(new Error(copy.twice))
                        : Promise.resolve()
                    },
                  }),
                ]}
              >
                <Input
                  aria-label={copy.sourceLabel(name + 1)}
                  placeholder={copy.source}
                  maxLength={64}
                />
              </Form.Item>
              <Form.Item name={[name, 'isTrusted']}>
                <Select aria-label={copy.trustLabel(name + 1)} options={TRUST} />
              </Form.Item>
              <Button type="link" onClick={() => remove(name)}>
                {copy.removeSource}
              </Button>
            </div>
          ))}
          <Form.Item>
            <Button onClick={() => add({ source: '', isTrusted: true })}>{copy.addSource}</Button>
          </Form.Item>
        </>
      )}
    </Form.List>
  )
}
