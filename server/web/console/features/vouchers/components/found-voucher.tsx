import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { Money } from '../../../../shared/format/money.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import type { LookedUp } from '../api/redeem.js'
import { copy, errors } from '../copy.js'
import { ValidTo } from './valid-to.js'
import { VoucherState } from './voucher-state.js'

type Props = {
  found: LookedUp
  isBusy: boolean
  problem: unknown
  onRedeem: (uses: number) => void
  onNext: () => void
}

/** What the code is and whether it is redeemed here, before somebody confirms. */
export function FoundVoucher({ found, isBusy, problem, onRedeem, onNext }: Props) {
  const { voucher, refusal } = found
  const [uses, setUses] = useState(1)
  const why = refusal === undefined ? undefined : (errors[refusal] ?? refusal)
  return (
    <article className="slip" aria-label={voucher.name}>
      <header>
        <strong className="slip-name">{voucher.name}</strong>
        <VoucherState state={voucher.state} />
        <span className="sp" />
        <span className="mut mono">…{voucher.codeTail}</span>
      </header>
      <dl className="voucher-facts">
        <dt>{copy.holder}</dt>
        <dd>{voucher.customer?.name ?? copy.somebody}</dd>
        <dt>{copy.validTo}</dt>
        <dd>
          <ValidTo at={voucher.validTo} />
        </dd>
        <dt>{copy.stores}</dt>
        <dd>{voucher.storeNames.length === 0 ? copy.everyStore : voucher.storeNames.join('、')}</dd>
        <dt>{copy.owed}</dt>
        <dd>
          <Money fen={voucher.owedFen} />
          <span className="mut"> · {copy.usesLeft(voucher.usesLeft, voucher.uses)}</span>
        </dd>
      </dl>
      {why !== undefined && (
        <p className="bad" role="alert">
          {why}
        </p>
      )}
      {problem !== null && (
        <p className="bad" role="alert">
          {sentenceOf(problem, errors)}
        </p>
      )}
      <footer>
        {why === undefined && voucher.usesLeft > 1 && (
          <label>
            <span className="mut">{copy.howMany} </span>
            <InputNumber
              aria-label={copy.howMany}
              min={1}
              max={voucher.usesLeft}
              precision={0}
              value={uses}
              onChange={(value) => setUses(value ?? 1)}
            />
          </label>
        )}
        {why === undefined ? (
          <Button size="large" type="primary" loading={isBusy} onClick={() => onRedeem(uses)}>
            {copy.redeem(uses)}
          </Button>
        ) : null}
        <Button size="large" onClick={onNext} disabled={isBusy}>
          {copy.next}
        </Button>
      </footer>
    </article>
  )
}
