import { App, Button } from 'antd'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { useReconcileNow } from '../api/reconcile-now.js'
import type { Round } from '../api/reconciliations.js'
import { copy, errors, subjects } from '../copy.js'

type Props = { rounds: readonly Round[] | undefined; mayRun: boolean }

/** One button per subject; it rests while that comparison runs. */
export function RunButtons({ rounds, mayRun }: Props) {
  const isRunning = (subject: string) =>
    rounds?.some((round) => round.subject === subject && round.state === 'running') ?? false
  return Object.entries(subjects).map(([subject, { text, job }]) => (
    <Run key={subject} text={text} job={job} mayRun={mayRun} running={isRunning(subject)} />
  ))
}

type RunProps = { text: string; job: string; mayRun: boolean; running: boolean }

function Run({ text, job, mayRun, running }: RunProps) {
  const { message } = App.useApp()
  const run = useReconcileNow()
  const start = () =>
    run.mutate(job, {
      onSuccess: () => void message.success(copy.started(text)),
      onError: (error) => void message.error(sentenceOf(error, errors)),
    })
  return (
    <Button
      title={mayRun ? undefined : copy.mayNot}
      disabled={!mayRun || running}
      loading={run.isPending}
      onClick={start}
    >
      {running ? `${copy.running}${text}` : `${copy.run}${text}`}
    </Button>
  )
}
