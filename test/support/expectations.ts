import { expect } from '@jest/globals';

/** What a caller gets who shows no token, or one that is no good. */
export const ANSWERED_401 = {
  status: 401,
  body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
};

/** A refusal for exactly these reasons, in this order; for `toMatchObject`. */
export const refusedWith = (...codes: string[]) => ({
  __typename: 'Refused',
  reasons: codes.map((code) => expect.objectContaining({ code }) as object),
});
