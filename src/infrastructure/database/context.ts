import type { EntityManager } from 'typeorm';
import type { IdSource, OrganisationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { OrganisationKind, Permission } from '../auth/permissions.js';

export type Language = 'zh' | 'en';

/** Somebody signed in, acting for one organisation. */
export interface Actor {
  readonly userId: UserId;
  readonly organisationId: OrganisationId;
  readonly organisationKind: OrganisationKind;
  /** Every organisation the person belongs to: an inspector must be independent of all of them. */
  readonly organisationIds: readonly OrganisationId[];
  readonly permissions: ReadonlySet<Permission>;
  /** How the person came in; a key acts within its scopes, which `permissions` already reflects. */
  readonly via: 'session' | 'api-key' | 'system';
  readonly sessionId: string | null;
  /** The API key that was shown, else null. */
  readonly keyId: string | null;
}

/**
 * What row-level security is told of the caller.
 * - `member`: rows of the organisation;
 * - `office`: the base office, which sees everything but prices;
 * - `authentication`: before there is an actor;
 * - `system`: the product's own work across organisations, always inside a command that somebody was allowed to give.
 */
export type Authority = 'member' | 'office' | 'authentication' | 'system';

/** Who asks, when, in which language: the first argument of everything that touches data. */
export interface Ctx {
  readonly actor: Actor | null;
  readonly authority: Authority;
  readonly now: Instant;
  readonly ids: IdSource;
  readonly language: Language;
  /** The device the client names itself by; goes into the ledger. */
  readonly device: string | null;
  /** Ties together everything logged for one HTTP request. */
  readonly traceId: string;
  /** Aborted when the caller goes away before it was answered; absent for work that nobody waits for. */
  readonly signal?: AbortSignal;
  /** Where `actor` is kept from an earlier request; absent where it was looked up for this one. */
  readonly remembered?: Remembrance;
}

/** What an actor is known from (docs/adr/0012). Statements under another state of the accounts are not run. */
export interface Remembrance {
  /** `access.epoch` when it was looked up. */
  readonly epoch: number;
  /** Whether a statement was run since, which says that it still holds. */
  isConfirmed: boolean;
}

/** A context inside a transaction that may only read. */
export interface Reading extends Ctx {
  readonly manager: EntityManager;
}

declare const writable: unique symbol;

/** A context inside a transaction that may write; only the unit of work makes one. */
export interface Tx extends Reading {
  readonly [writable]: true;
}

/** The actor of a context that has passed the guard. A missing one is a bug in the caller. */
export function actorOf(ctx: Ctx): Actor {
  if (!ctx.actor) throw new Error('this work needs an actor');
  return ctx.actor;
}
