import {
  identifierTypeText,
  identifierValueText,
} from '../../../../shared/people/identifier-text.js'
import { Bone } from '../../../../shared/states/bone.js'
import { Empty } from '../../../../shared/states/empty.js'
import { ErrorState } from '../../../../shared/states/error-state.js'
import { useSidebarIdentity } from '../api/sidebar-customer.js'
import { copy } from '../copy.js'

/** Why the customer of this chat is one person: for each further identifier the evidence, sentence by sentence. */
export function WhyOne({ externalUserid }: { externalUserid: string }) {
  const why = useSidebarIdentity(externalUserid)
  if (why.isError) {
    return <ErrorState what={copy.whyFailed} error={why.error} onRetry={() => void why.refetch()} />
  }
  if (why.data === undefined) {
    return (
      <section className="panel stack">
        <Bone height={18} width="40%" />
        <Bone height={36} />
      </section>
    )
  }
  return (
    <section className="panel" aria-label={copy.why}>
      <h2>{copy.why}</h2>
      {why.data.items.length === 0 && <Empty>{copy.whyNone}</Empty>}
      {why.data.items.map(({ identifier, steps }) => (
        <div key={identifier.key} className="why">
          <b className="b">
            {identifierTypeText(identifier.type)} {identifierValueText(identifier.value)}
          </b>
          <ol>
            {steps.map(({ sentence, note }) => (
              <li key={sentence}>
                {sentence}
                <br />
                <small>{note}</small>
              </li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  )
}
