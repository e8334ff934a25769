import { WarningFilled } from '@ant-design/icons'
import { dateText } from '../../../../shared/format/time.js'
import {
  identifierTypeText,
  identifierValueText,
} from '../../../../shared/people/identifier-text.js'
import { sourceText } from '../../../../shared/people/source-text.js'
import type { Customer } from '../api/customer.js'
import { copy, linkText } from '../copy.js'
import styles from './identity.module.css'

type Link = Customer['links'][number]

/** One link as a sentence: what showed two identifiers together, when, how often. */
export function LinkSentence({ link, step }: { link: Link; step: number }) {
  const first = dateText(link.firstAt)
  const last = dateText(link.lastAt)
  const times = first === last ? first : copy.between(first, last)
  return (
    <li className={link.held ? styles.held : undefined}>
      <span className={styles.step} aria-hidden="true">
        {link.held ? <WarningFilled /> : step}
      </span>
      <div>
        <p>
          {linkText(link.kind)}：<Name side={link.a} />，<Name side={link.b} />
        </p>
        <p>{`${sourceText(link.source)}，${times}，${copy.times(link.count)}`}</p>
        {link.held && (
          <p className={styles.why}>
            <b>{copy.held}</b>，{copy.heldWhy}
          </p>
        )}
      </div>
    </li>
  )
}

function Name({ side }: { side: Link['a'] }) {
  return (
    <span title={`${side.scope} ${side.value}`}>
      {identifierTypeText(side.type)}{' '}
      <b className={styles.value}>{identifierValueText(side.value)}</b>
    </span>
  )
}
