import { App, Button, Popconfirm } from 'antd'
import { useEffect, useState } from 'react'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { failureText } from '../../../kit/failure-text.js'
import { isUnderWay, type Job } from '../api/jobs.js'
import { useRunJob } from '../api/run-job.js'
import { copy, errors } from '../copy.js'

/** Asks, starts the job, and says how it ended; who leaves the page meanwhile finds it in the table. */
export function RunButton({ job }: { job: Job }) {
  const { message } = App.useApp()
  const run = useRunJob()
  const expect = useEnd(job)
  const start = () => {
    run.mutate(job.name, {
      onSuccess() {
        expect()
        void message.info({ key: job.name, content: copy.asked(job.title) })
      },
      onError: (error) => void message.error(sentenceOf(error, errors)),
    })
  }
  return (
    <Popconfirm
      title={copy.ask(job.title)}
      description={copy.askHint}
      okText={copy.yes}
      cancelText={copy.no}
      placement="left"
      disabled={isUnderWay(job)}
      onConfirm={start}
    >
      <Button
        size="small"
        aria-label={`${copy.run}：${job.title}`}
        disabled={isUnderWay(job)}
        loading={run.isPending}
      >
        {copy.run}
      </Button>
    </Popconfirm>
  )
}

/** Tells how the run ended that was asked for here: the first one that began after the asking. */
function useEnd(job: Job): () => void {
  const { message } = App.useApp()
  const [before, setBefore] = useState<Pick<Job, 'lastRunAt'> | null>(null)
  const isOver = before !== null && !isUnderWay(job) && job.lastRunAt !== before.lastRunAt
  useEffect(() => {
    if (!isOver) {
      return
    }
    setBefore(null)
    if (job.lastOutcome === 'failed') {
      const why = job.lastSummary === null ? copy.unknownReason : failureText(job.lastSummary)
      void message.error({ key: job.name, content: copy.broke(job.title, why) })
    } else {
      void message.success({ key: job.name, content: copy.ended(job.title) })
    }
  }, [isOver, job, message])
  return () => setBefore({ lastRunAt: job.lastRunAt })
}
