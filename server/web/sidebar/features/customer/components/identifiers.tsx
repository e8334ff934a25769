import {
  identifierTypeText,
  identifierValueText,
} from '../../../../shared/people/identifier-text.js'
import { sourceText } from '../../../../shared/people/source-text.js'
import type { SidebarCustomer } from '../api/sidebar-customer.js'
import { copy } from '../copy.js'

type Identifier = SidebarCustomer['identifiers'][number]

/** By what this customer is known; what was only mentioned says so. */
export function Identifiers({ identifiers }: { identifiers: readonly Identifier[] }) {
  return (
    <section className="panel" aria-label={copy.identity}>
      <h2>
        {copy.identity} <small>{copy.identityWhy}</small>
      </h2>
      <dl className="pairs wide">
        {identifiers.map((identifier) => (
          <div key={`${identifier.type}:${identifier.scope}:${identifier.value}`}>
            <dt>{identifierTypeText(identifier.type)}</dt>
            <dd>
              {identifierValueText(identifier.value)}{' '}
              <small>
                {identifier.strength === 'suggested'
                  ? copy.suggested
                  : sourceText(identifier.source)}
              </small>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
