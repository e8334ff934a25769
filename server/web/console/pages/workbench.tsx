import { Segmented } from 'antd'
import { useState } from 'react'
import { clockText, longDayText } from '../../shared/format/time.js'
import { Bone } from '../../shared/states/bone.js'
import { ErrorState } from '../../shared/states/error-state.js'
import { useWorkbench, type Days, type Workbench } from '../features/workbench/api/workbench.js'
import {
  AverageOrder,
  PoolSize,
  RepurchaseRate,
} from '../features/workbench/components/key-figures.js'
import { RecentCustomers, RecentOrders } from '../features/workbench/components/recent.js'
import { TodayStrip } from '../features/workbench/components/today-strip.js'
import { Todo } from '../features/workbench/components/todo.js'
import { copy } from '../features/workbench/copy.js'
import { PageHead } from '../kit/page-head.js'
import './workbench.css'

const RANGES: readonly Days[] = [7, 30]

export default function WorkbenchPage() {
  const [days, setDays] = useState<Days>(30)
  const workbench = useWorkbench(days)
  const { data } = workbench
  return (
    <>
      <PageHead
        title={copy.title}
        sub={data && copy.upTo(longDayText(data.asOf), clockText(data.asOf))}
      >
        <Segmented<Days>
          aria-label={copy.range}
          value={days}
          onChange={setDays}
          options={RANGES.map((range) => ({ value: range, label: copy.days(range) }))}
        />
      </PageHead>
      {workbench.isError && (
        <section className="card">
          <ErrorState
            what={copy.failed}
            error={workbench.error}
            onRetry={() => void workbench.refetch()}
          />
        </section>
      )}
      {data ? <Figures data={data} days={days} /> : !workbench.isError && <Loading />}
    </>
  )
}

function Figures({ data, days }: { data: Workbench; days: Days }) {
  return (
    <>
      <div className="figures">
        <PoolSize data={data} days={days} />
        <RepurchaseRate data={data} days={days} />
        <AverageOrder data={data} days={days} />
      </div>
      <TodayStrip data={data} />
      <div className="workbench">
        <div>
          <RecentOrders orders={data.recentOrders} />
          <RecentCustomers customers={data.recentCustomers} />
        </div>
        <Todo items={data.needsPerson} />
      </div>
    </>
  )
}

function Loading() {
  return (
    <>
      <div className="figures">
        {[0, 1, 2].map((index) => (
          <section key={index} className="card loading-figure">
            <Bone width="30%" />
            <Bone width="50%" height={32} />
            <Bone width="60%" />
          </section>
        ))}
      </div>
      <section className="card loading-rows">
        {[0, 1, 2, 3, 4].map((index) => (
          <Bone key={index} height={20} />
        ))}
      </section>
    </>
  )
}
