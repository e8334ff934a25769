import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { goBack, type Tab } from '../navigation'
import { barMeasures } from '../navigation/bar'
import { TabBar } from '../tab-bar/tab-bar'
import { Heading } from './heading'
import { Icon, INK } from './icon'
import { Press } from './press'

type Props = {
  children: ReactNode
  /** Absent: the screen draws its own head (see `TopSpace`). */
  title?: string
  /** Set for the four tabs; other screens have a way back instead. */
  tab?: Tab
  /** Stays at the bottom, above the safe area. */
  bottom?: ReactNode
  /** Colour under the bar when the picture below continues it. */
  barColour?: string
}

/** The frame of every screen: bar on top, content, what stays at the bottom, tab bar. */
export function Screen({ children, title, tab, bottom, barColour }: Props) {
  return (
    <View className={`screen ${bottom ? 'screen-with-bottom' : ''} ${tab ? 'screen-tab' : ''}`}>
      {title !== undefined && <Bar title={title} tab={tab} colour={barColour} />}
      {children}
      {bottom !== undefined && <View className="bottom">{bottom}</View>}
      {tab !== undefined && <TabBar current={tab} />}
    </View>
  )
}

function Bar({ title, tab, colour }: { title: string; tab?: Tab; colour?: string }) {
  return (
    <View className="bar" style={colour === undefined ? {} : { backgroundColor: colour }}>
      <TopSpace />
      <View className="bar-row">
        {tab === undefined && (
          <Press className="bar-back" label="返回" onPress={goBack}>
            <Icon name="left" size={22} colour={INK.ink} />
          </Press>
        )}
        <Heading level={1} className="bar-title">
          {title}
        </Heading>
      </View>
    </View>
  )
}

/** Room for the system's status bar where the screen draws under it. */
export function TopSpace() {
  return <View className="top-space" style={{ height: `${barMeasures().statusPx}px` }} />
}
