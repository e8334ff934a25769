import { ArrowDownOutlined, ArrowUpOutlined, InfoCircleOutlined } from '@ant-design/icons'
import { Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { Sparkline } from '../../../../shared/charts/sparkline.js'
import styles from './key-figure.module.css'

type Props = {
  title: string
  how: string
  value: ReactNode
  change: ReactNode
  series: readonly { day: string; value: number }[]
  trend: string
  parts: readonly { label: string; value: string }[]
}

/** One key number with its change, its trend and what it is made of. */
export function KeyFigure({ title, how, value, change, series, trend, parts }: Props) {
  return (
    <section className={`card ${styles.figure}`} aria-label={title}>
      <div>
        <h2>
          {title}
          <Tooltip title={how}>
            <button type="button" aria-label={`${title}：${how}`}>
              <InfoCircleOutlined />
            </button>
          </Tooltip>
        </h2>
        <p className={styles.value}>{value}</p>
        <p className={styles.change}>{change}</p>
      </div>
      <Sparkline series={series} label={trend} />
      <dl>
        {parts.map((part) => (
          <div key={part.label}>
            <dt>{part.label}</dt>
            <dd>{part.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Arrow for the direction, colour for good or bad, words for both. */
export function Change({ by, text }: { by: number; text: string }) {
  return (
    <b className={by > 0 ? 'good' : 'warned'}>
      {by > 0 ? <ArrowUpOutlined aria-hidden /> : <ArrowDownOutlined aria-hidden />} {text}
    </b>
  )
}
