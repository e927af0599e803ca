/** SQLSTATE of `access.refuse_outdated()`. */
export const ACCESS_OUTDATED = 'CY001';

/** Accounts have changed since the caller of this work was looked up; it has to be looked up again, and nothing was done. */
export class AccessOutdated extends Error {
  constructor() {
    super('the caller has to be looked up again');
  }
}
