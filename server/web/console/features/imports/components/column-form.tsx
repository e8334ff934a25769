import { Button, Input, Select, Switch } from 'antd'
import { useId, useState, type ReactNode } from 'react'
import { dayOf } from '../../../../shared/format/time.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { Card } from '../../../../shared/kit/card.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import { useCheck, type CheckSettings } from '../api/change-import.js'
import type { Field, ImportDetail, Mapping } from '../api/imports.js'
import { copy, errors, fields, fieldsOf } from '../copy.js'
import styles from './imports.module.css'

const SOURCE = /^[0-9a-z][0-9a-z_-]{0,39}$/
type Settings = Omit<CheckSettings, 'mapping'>
type HeadColumn = { index: number; head: string; values: string[] }

/** Which column is what, and what kind of list this is. */
export function ColumnForm({ detail }: { detail: ImportDetail }) {
  const [mapping, setMapping] = useState<Mapping>(detail.settings?.mapping ?? detail.proposal)
  const [settings, setSettings] = useState<Settings>({
    source: detail.settings?.source ?? '',
    isTrusted: detail.settings?.isTrusted ?? false,
    phonesVerified: detail.settings?.phonesVerified ?? false,
    ...statedBefore(detail),
  })
  const check = useCheck(detail.importId)
  const missing = missingOf(detail, mapping)
  const isWrong = !SOURCE.test(settings.source)
  const { statedOn, ...rest } = settings
  const send = () =>
    check.mutate({ ...rest, mapping, ...(statedOn === undefined ? {} : { statedOn }) })
  return (
    <div className={styles.sides}>
      <Card title={copy.columns} sub={copy.columnsSub}>
        <DataTable
          label={copy.columns}
          columns={columnsFor(detail, mapping, setMapping)}
          listing={{ items: headsOf(detail), error: null, retry: () => undefined }}
          rowKey={({ index }) => String(index)}
          empty={null}
        />
      </Card>
      <Card title={copy.settings}>
        <div className="card-pad">
          <SettingsFields
            isMembers={detail.kind === 'members'}
            settings={settings}
            onChange={(change) => setSettings({ ...settings, ...change })}
          />
          {check.isError && (
            <p className="bad sm" role="alert">
              {sentenceOf(check.error, errors)}
            </p>
          )}
        </div>
        <div className="card-bar">
          <Button
            type="primary"
            disabled={missing !== null || isWrong}
            loading={check.isPending}
            onClick={send}
          >
            {copy.check}
          </Button>
          <span className="mut sm" role="status">
            {missing ?? copy.checkHint}
          </span>
        </div>
      </Card>
    </div>
  )
}

/** What was said at the check before; a list of the upload's own moment was not asked for a day. */
function statedBefore({ settings, createdAt }: ImportDetail): Pick<Settings, 'statedOn'> {
  const isOlder = settings !== null && settings.statedAt < createdAt
  return isOlder ? { statedOn: dayOf(settings.statedAt) } : {}
}

function missingOf({ kind }: ImportDetail, mapping: Mapping): string | null {
  const has = (field: Field) => mapping[field] !== undefined
  const isComplete =
    kind === 'members'
      ? has('memberNo') || has('phone')
      : has('orderNo') && has('paidAt') && has('paid')
  return isComplete ? null : copy.incomplete[kind]
}

const headsOf = ({ header, sample }: ImportDetail): HeadColumn[] =>
  header.map((head, index) => ({
    index,
    head,
    values: sample.flatMap((row) => (row[index] ? [row[index]] : [])).slice(0, 3),
  }))

function columnsFor(
  { kind }: ImportDetail,
  mapping: Mapping,
  onChange: (mapping: Mapping) => void,
): readonly Column<HeadColumn>[] {
  const fieldAt = (index: number) => fieldsOf[kind].find((field) => mapping[field] === index)
  const choose = (index: number, field: Field | '') => {
    const others = Object.entries(mapping).filter(([name, at]) => at !== index && name !== field)
    onChange({ ...Object.fromEntries(others), ...(field === '' ? {} : { [field]: index }) })
  }
  return [
    { key: 'head', title: copy.column, render: ({ head }) => <b>{head || copy.empty}</b> },
    {
      key: 'sample',
      title: copy.sample,
      render: ({ values }) => (
        <span className={styles.samples}>
          {values.length === 0
            ? copy.empty
            : values.map((value, n) => <span key={n}>{value}</span>)}
        </span>
      ),
    },
    {
      key: 'means',
      title: copy.means,
      width: 200,
      render: ({ index, head }) => (
        <Select<Field | ''>
          aria-label={`${copy.means} ${head}`}
          style={{ width: '100%' }}
          value={fieldAt(index) ?? ''}
          onChange={(field) => choose(index, field)}
          options={[
            { value: '', label: copy.ignore },
            ...fieldsOf[kind].map((field) => ({ value: field, label: fields[field] })),
          ]}
        />
      ),
    },
  ]
}

type FieldsProps = {
  isMembers: boolean
  settings: Settings
  onChange: (change: Partial<Settings>) => void
}

function SettingsFields({ isMembers, settings, onChange }: FieldsProps) {
  const sourceId = useId()
  const dayId = useId()
  const isWrong = settings.source !== '' && !SOURCE.test(settings.source)
  return (
    <div className="stack">
      <div>
        <label htmlFor={sourceId}>{copy.source}</label>
        <Input
          id={sourceId}
          value={settings.source}
          placeholder="pos-1"
          status={isWrong ? 'error' : ''}
          onChange={({ target }) => onChange({ source: target.value.trim() })}
        />
        <p className={isWrong ? 'bad sm' : 'mut sm'}>
          {isWrong ? copy.sourceWrong : copy.sourceHint}
        </p>
      </div>
      {isMembers && (
        <div>
          <label htmlFor={dayId}>{copy.statedOn}</label>
          <Input
            id={dayId}
            type="date"
            value={settings.statedOn ?? ''}
            onChange={({ target }) =>
              onChange({ statedOn: target.value === '' ? undefined : target.value })
            }
          />
          <p className="mut sm">{copy.statedOnHint}</p>
        </div>
      )}
      <div>
        <Choice
          label={copy.isTrusted}
          hint={copy.isTrustedHint}
          checked={settings.isTrusted}
          onChange={(isTrusted) =>
            onChange({ isTrusted, phonesVerified: isTrusted && settings.phonesVerified })
          }
        />
        <Choice
          label={copy.phonesVerified}
          hint={copy.phonesVerifiedHint}
          checked={settings.phonesVerified}
          disabled={!settings.isTrusted}
          onChange={(phonesVerified) => onChange({ phonesVerified })}
        />
      </div>
    </div>
  )
}

type ChoiceProps = {
  label: string
  hint: ReactNode
  checked: boolean
  disabled?: boolean
  onChange: (checked: boolean) => void
}

function Choice({ label, hint, checked, disabled = false, onChange }: ChoiceProps) {
  const hintId = useId()
  return (
    <div className={styles.switch}>
      <Switch
        size="small"
        aria-label={label}
        aria-describedby={hintId}
        checked={checked}
        disabled={disabled}
        onChange={onChange}
      />
      <span>{label}</span>
      <small id={hintId}>{hint}</small>
    </div>
  )
}
