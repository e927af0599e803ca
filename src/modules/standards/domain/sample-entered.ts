import { localDate } from '../../../kernel/local-date.js';

/**
 * The source of everything in the samples: said to be made up, so that no sentence of a spec passes for a real text.
 */
export const SOURCE = { document: '示范资料，非真实规定 / demonstration only', clause: null, url: null };

/** Entered, and confirmed by the base office. */
export const ENTERED = { enteredOn: localDate('2026-01-02'), isConfirmed: true };
