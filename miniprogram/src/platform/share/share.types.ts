/** One of our pages that is handed to a friend; `path` begins with a slash. */
export type Shared = { title: string; path: string }

/** The button that hands it over. `onDone`: what the customer should know afterwards. */
export type ShareButtonProps = Shared & { children: string; onDone: (done: 'copied') => void }
