/**
 * How many days ago a spray may be that still speaks against fruit: what was sprayed in the year before it was picked concerns
 * it, and what was picked more than a year ago has long left.
 */
export const DAYS_BACK = 2 * 366;
