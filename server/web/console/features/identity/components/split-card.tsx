import { InfoCircleOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { moneyText } from '../../../../shared/format/money.js'
import { Card } from '../../../../shared/kit/card.js'
import { Empty } from '../../../../shared/states/empty.js'
import type { IdentityNode } from '../api/graph.js'
import { copy } from '../copy.js'
import { identifierName } from '../names.js'
import styles from './identity.module.css'

type Props = {
  /** The customer's own. */
  nodes: readonly IdentityNode[]
  onDetach: (node: IdentityNode) => void
}

/** Takes one identifier out; what goes with it is named before. */
export function SplitCard({ nodes, onDetach }: Props) {
  const [chosen, setChosen] = useState<string>()
  const node = nodes.find(({ key }) => key === chosen)
  return (
    <Card title={copy.split}>
      {nodes.length < 2 ? (
        <Empty>{copy.splitAlone}</Empty>
      ) : (
        <div className="card-pad">
          <p className={styles.warning}>
            <InfoCircleOutlined aria-hidden />
            {node === undefined
              ? copy.splitHint
              : copy.splitWhat(identifierName(node), node.ordersPaid, moneyText(node.netFen))}
          </p>
          <div className={styles.split}>
            <Select
              aria-label={copy.splitOf}
              placeholder={copy.splitOf}
              value={chosen}
              onChange={setChosen}
              options={nodes.map((one) => ({ value: one.key, label: identifierName(one) }))}
            />
            <Button disabled={node === undefined} onClick={() => node && onDetach(node)}>
              {copy.splitPreview}
            </Button>
          </div>
        </div>
      )}
    </Card>
  )
}
