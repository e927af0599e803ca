import type { OrganisationId, UserId } from '../../kernel/ids.js';
import type { Actor } from '../database/context.js';

/** What a caller showed: a bearer token or API key, or the console's cookie. */
export interface Credentials {
  readonly token: string;
  readonly from: 'bearer' | 'cookie';
  /** The organisation the caller wants to act for, where it belongs to several. */
  readonly organisationId: string | null;
}

/** Who somebody was at an earlier request, and the state of the accounts that this is known from. */
export interface Remembered {
  readonly actor: Actor;
  readonly accessEpoch: number;
}

/** Turns credentials into an actor; the organisations module provides it. Null: unknown, expired, revoked alike. */
export interface Authenticator {
  /**
   * Who it was lately, without asking the database: only for work whose statements say whether that still holds. Null
   * where it has to be looked up.
   */
  remembered(credentials: Credentials): Remembered | null;
  /** @throws GraphQLError NOT_A_MEMBER where the credentials are good, but not for the organisation that is named */
  authenticate(credentials: Credentials): Promise<Actor | null>;
  /** Who somebody is now that something was made for earlier; null if the account or its membership has ended. */
  standing(userId: UserId, organisationId: OrganisationId): Promise<Actor | null>;
}
export const AUTHENTICATOR = Symbol('Authenticator');
