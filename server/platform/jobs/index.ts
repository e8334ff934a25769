export { defineJob, type Job, type JobContext } from './job.js'
export { nextRun, type Schedule } from './schedule.js'
export { jobRunner, type JobRunner, type JobView } from './runner.js'
export { jobErrors, jobRoutes } from './jobs.routes.js'
