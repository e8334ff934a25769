import { BarChart, GraphChart, LineChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { init, use, type EChartsCoreOption } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

use([BarChart, GraphChart, LineChart, GridComponent, TooltipComponent, SVGRenderer])

type Props = {
  option: EChartsCoreOption
  height: number
  label: string
  /** The name of what was clicked; the page must offer the same to the keyboard. */
  onPick?: (name: string) => void
}

/** An echarts picture of what `label` says in words; follows the width of its box. */
export function Chart({ option, height, label, onPick }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const pick = useRef(onPick)
  useEffect(() => {
    pick.current = onPick
  }, [onPick])
  useEffect(() => {
    if (box.current === null) {
      return
    }
    const chart = init(box.current)
    chart.setOption(option)
    chart.on('click', ({ name }) => pick.current?.(name))
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [option, height])
  return <div ref={box} style={{ height }} role="img" aria-label={label} />
}
