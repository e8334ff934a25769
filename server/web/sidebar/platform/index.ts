import { sandboxWindow } from './sandbox.js'
import { weComWindow } from './wecom.js'
import type { ChatWindow } from './platform.js'

/** The window around us: WeCom's, or the sandbox's where the server says that it works with one. */
export function chatWindow(sandboxUrl: string | null): ChatWindow {
  return sandboxUrl === null ? weComWindow() : sandboxWindow(sandboxUrl)
}
