import { useState, type FormEvent } from 'react'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { useProvePhone, useSendCode, type SentCode } from '../api/phone-check.js'
import { copy, errors } from '../copy.js'

/** Proves that the customer in this chat holds a phone: a code goes to it, and they read it out. */
export function PhoneCheck({ externalUserid }: { externalUserid: string }) {
  const [sent, setSent] = useState<SentCode | null>(null)
  const [proved, setProved] = useState<string | null>(null)
  return (
    <section className="panel" aria-label={copy.title}>
      <h2>
        {copy.title} <small>{copy.why}</small>
      </h2>
      {proved !== null ? (
        <p className="hint" role="status">
          {copy.done(proved)}
        </p>
      ) : sent === null ? (
        <PhoneForm externalUserid={externalUserid} onSent={setSent} />
      ) : (
        <CodeForm sent={sent} onProved={setProved} onAgain={() => setSent(null)} />
      )}
    </section>
  )
}

type PhoneProps = { externalUserid: string; onSent: (sent: SentCode) => void }

function PhoneForm({ externalUserid, onSent }: PhoneProps) {
  const [phone, setPhone] = useState('')
  const send = useSendCode(externalUserid)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate(phone, { onSuccess: onSent })
  }
  return (
    <form className="ask" onSubmit={submit}>
      <label htmlFor="check-phone">{copy.phone}</label>
      <input
        id="check-phone"
        type="tel"
        inputMode="tel"
        autoComplete="off"
        maxLength={40}
        required
        value={phone}
        onChange={(event) => setPhone(event.target.value)}
      />
      <button type="submit" className="btn primary touch" disabled={send.isPending}>
        {copy.send}
      </button>
      <Failure error={send.error} />
    </form>
  )
}

type CodeProps = { sent: SentCode; onProved: (phone: string) => void; onAgain: () => void }

function CodeForm({ sent, onProved, onAgain }: CodeProps) {
  const [code, setCode] = useState('')
  const prove = useProvePhone()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { checkId } = sent
    prove.mutate({ checkId, code }, { onSuccess: ({ phoneMasked }) => onProved(phoneMasked) })
  }
  return (
    <form className="ask" onSubmit={submit}>
      <p className="hint">{copy.sentTo(sent.phoneMasked)}</p>
      <label htmlFor="check-code">{copy.code}</label>
      <input
        id="check-code"
        inputMode="numeric"
        autoComplete="off"
        pattern="\d{6}"
        maxLength={6}
        required
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <button type="submit" className="btn primary touch" disabled={prove.isPending}>
        {copy.check}
      </button>
      <button type="button" className="btn touch" onClick={onAgain}>
        {copy.again}
      </button>
      <Failure error={prove.error} />
    </form>
  )
}

function Failure({ error }: { error: Error | null }) {
  return error === null ? null : (
    <p className="bad" role="alert">
      {sentenceOf(error, errors)}
    </p>
  )
}
