/** Gives a text to the person to keep: as a file where the platform can, else into the clipboard. */
export type SaveText = (file: { name: string; text: string }) => Promise<'saved' | 'copied'>
