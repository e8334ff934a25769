import { App, Button, Select } from 'antd'
import { useState } from 'react'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { Card } from '../../../../shared/kit/card.js'
import { useGiveable, useGiveCoupon } from '../api/templates.js'
import { copy, errors, ruleText } from '../copy.js'

/** Gives this customer one of the coupons that are given out. */
export function GiveCoupon({ customerId }: { customerId: string }) {
  const { message } = App.useApp()
  const templates = useGiveable()
  const give = useGiveCoupon(customerId)
  const [templateId, choose] = useState<string>()
  const submit = (chosen: string) =>
    give.mutate(chosen, {
      onSuccess: ({ name }) => {
        void message.success(copy.given(name))
        choose(undefined)
      },
    })
  return (
    <Card title={copy.giveTitle}>
      <div className="card-pad">
        <Select
          aria-label={copy.giveHint}
          placeholder={copy.giveHint}
          style={{ width: 320, marginRight: 8 }}
          loading={templates.isPending}
          value={templateId ?? null}
          onChange={(value: string | null) => choose(value ?? undefined)}
          notFoundContent={templates.isError ? sentenceOf(templates.error) : copy.giveNone}
          options={templates.data?.map((template) => ({
            value: template.templateId,
            label: `${template.name}，${ruleText(template)}`,
          }))}
        />
        <Button
          disabled={templateId === undefined}
          loading={give.isPending}
          onClick={() => templateId !== undefined && submit(templateId)}
        >
          {copy.give}
        </Button>
        {give.isError && (
          <p className="bad" role="alert">
            {sentenceOf(give.error, errors)}
          </p>
        )}
      </div>
    </Card>
  )
}
