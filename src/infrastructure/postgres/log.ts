/** Takes one line of progress for the person at the terminal. */
export type Log = (line: string) => void;
