import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { sentenceFor, type Me } from '../../../platform/api'
import { useSending } from '../../../platform/api/use-sending'
import { takePhoneCode } from '../../../platform/phone/returned'
import { Action, Icon, Refusal } from '../../../platform/ui'
import { bindPhone } from '../api/bind-phone'
import { withdrawConsent } from '../api/withdraw-consent'
import { copy, phoneConsent, problems } from '../copy'
import { ConsentSheet } from './consent-sheet'
import { WithdrawSheet } from './withdraw-sheet'

type Props = { me: Me; onChanged: () => void }

/** The phone number: bind with consent, or take the consent back just as easily. */
export function PhoneCard({ me, onChanged }: Props) {
  const { sheet, setSheet, note, busy, problem, bind, withdraw, refuse } = usePhone(onChanged)
  return (
    <View className="card phone-card">
      <View className="phone-row">
        <Icon name="phone" size={20} />
        <Text className="phone-name">{copy.phone}</Text>
        <Text className="phone-value">{me.phoneMasked ?? copy.noPhone}</Text>
        {me.phoneMasked === undefined ? (
          <Action kind="pill" busy={busy} onPress={() => setSheet('consent')}>
            {copy.bind}
          </Action>
        ) : (
          <Action kind="pill" busy={busy} onPress={() => setSheet('withdraw')}>
            {copy.withdraw}
          </Action>
        )}
      </View>
      {note !== null && (
        <View className="phone-note" aria-live="polite">
          {note}
        </View>
      )}
      {problem !== null && <Refusal>{sentenceFor(problem, problems)}</Refusal>}
      {sheet === 'consent' && (
        <ConsentSheet openid={me.openid} busy={busy} onCode={bind} onRefuse={refuse} />
      )}
      {sheet === 'withdraw' && <WithdrawSheet onYes={withdraw} onNo={() => setSheet(null)} />}
    </View>
  )
}

function usePhone(onChanged: () => void) {
  const [sheet, setSheet] = useState<'consent' | 'withdraw' | null>(null)
  const [note, setNote] = useState<string | null>(null)
  const { busy, problem, send } = useSending()
  const run = (work: () => Promise<unknown>, done: string) => {
    setNote(null)
    send(async () => {
      await work().finally(() => setSheet(null))
      setNote(done)
      onChanged()
    })
  }
  const bind = (code: string) => run(() => bindPhone({ code, consent: phoneConsent }), copy.bound)
  const withdraw = () => run(withdrawConsent, copy.withdrawn)
  const refuse = () => {
    setSheet(null)
    setNote(copy.refusedNote)
  }
  useEffect(() => {
    const returned = takePhoneCode()
    if (returned === 'refused') {
      refuse()
    } else if (returned !== null) {
      bind(returned.code)
    }
    // Once: coming back to this page is what brings a code.
  }, [])
  return { sheet, setSheet, note, busy, problem, bind, withdraw, refuse }
}
