import { BarChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { init, use, type EChartsCoreOption } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

use([BarChart, GridComponent, TooltipComponent, SVGRenderer])

type Props = { option: EChartsCoreOption; height: number; label: string }

/** An echarts picture of what `label` says in words; follows the width of its box. */
export function Chart({ option, height, label }: Props) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (box.current === null) {
      return
    }
    const chart = init(box.current)
    chart.setOption(option)
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [option])
  return <div ref={box} style={{ height }} role="img" aria-label={label} />
}
