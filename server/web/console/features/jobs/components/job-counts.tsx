import { useJobs } from '../api/jobs.js'
import { copy } from '../copy.js'

/** How many there are, and how many of them need a look. */
export function JobCounts() {
  const { data } = useJobs()
  if (data === undefined) {
    return null
  }
  const failing = data.filter(({ failingSince }) => failingSince !== null).length
  const late = data.filter(({ overdue }) => overdue).length
  return (
    <>
      <span className="tag">{copy.count(data.length)}</span>
      {failing > 0 && <span className="tag bad">{copy.failing(failing)}</span>}
      {late > 0 && <span className="tag warned">{copy.late(late)}</span>}
    </>
  )
}
