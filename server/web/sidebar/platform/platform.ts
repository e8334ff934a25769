/** What the sidebar needs of the window that hosts it. */
export type ChatWindow = {
  /** external_userid of the customer in this chat; null when the chat has none (a group, a colleague). */
  currentCustomer(): Promise<string | null>
}
