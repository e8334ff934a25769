import { Link } from 'react-router'
import { Money } from '../../../../shared/format/money.js'
import { Card } from '../../../../shared/kit/card.js'
import { Bone } from '../../../../shared/states/bone.js'
import type { Account } from '../api/accounts.js'
import { isMemo, sumOf } from '../balance.js'
import { copy } from '../copy.js'
import styles from './books.module.css'
import '../../../kit/table.css'

type Props = { title: string; sub: string; accounts: readonly Account[] | undefined }

/** One side of the books; what is no money stands below its sum. */
export function SideTable({ title, sub, accounts }: Props) {
  const money = accounts?.filter((account) => !isMemo(account))
  const memo = accounts?.filter(isMemo) ?? []
  return (
    <Card title={title} sub={sub}>
      <table className="tbl" aria-label={title} aria-busy={accounts === undefined}>
        <thead>
          <tr>
            <th>{copy.account}</th>
            <th className="right">{copy.debits}</th>
            <th className="right">{copy.credits}</th>
            <th className="right">{copy.balance}</th>
          </tr>
        </thead>
        <tbody>
          {money === undefined ? (
            <Bones />
          ) : (
            <>
              {money.map((account) => (
                <AccountRow key={account.account} account={account} />
              ))}
              <tr className={styles.total}>
                <td colSpan={3}>{title}</td>
                <td className="right">
                  <Money fen={sumOf(money)} />
                </td>
              </tr>
              {memo.map((account) => (
                <AccountRow key={account.account} account={account} />
              ))}
            </>
          )}
        </tbody>
      </table>
    </Card>
  )
}

function AccountRow({ account: { account, title, debitFen, creditFen, balanceFen } }: Row) {
  const quiet = (fen: number) => `right ${fen === 0 ? styles.quiet : ''}`
  return (
    <tr>
      <td>
        <Link className="link" to={`/finance/ledger/${account}`}>
          {title}
        </Link>
      </td>
      <td className={quiet(debitFen)}>
        <Money fen={debitFen} />
      </td>
      <td className={quiet(creditFen)}>
        <Money fen={creditFen} />
      </td>
      <td className={`${quiet(balanceFen)} ${balanceFen === 0 ? '' : 'b'}`}>
        <Money fen={balanceFen} />
      </td>
    </tr>
  )
}
type Row = { account: Account }

const BONES = 8
const COLUMNS = 4

function Bones() {
  return Array.from({ length: BONES }, (_, row) => (
    <tr key={row}>
      {Array.from({ length: COLUMNS }, (_, column) => (
        <td key={column}>
          <Bone width={column === 0 ? '70%' : '50%'} />
        </td>
      ))}
    </tr>
  ))
}
