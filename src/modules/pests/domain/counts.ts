/** Caught, by code of the pest: whole numbers from 0. Zero was looked for and not found; what is not named was not looked for. */
export type Counts = Readonly<Record<string, number>>;
