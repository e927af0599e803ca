import type { Type } from '@nestjs/common';
import type { Blob } from '../../infrastructure/blobs/blob-storage.js';
import type { Permission } from '../../infrastructure/auth/permissions.js';
import type { Actor, Ctx } from '../../infrastructure/database/context.js';
import type { Instant } from '../../kernel/instant.js';
import { sentenceOf, type AnyRefusal } from '../../kernel/refusal.js';
import type { Result } from '../../kernel/result.js';
import type { Names } from './names.js';

/** One thing that somebody did at one moment of the season: one command of the product, given as that person. */
export interface Deed {
  readonly at: Instant;
  /** Username of whoever does it; null for what only the server's owner can do, such as opening an account. */
  readonly as: string | null;
  /** What the person must be allowed, as the API would ask; null where `as` is. */
  readonly needs: Permission | null;
  /** The command and what it is about, for a failure to be found by. */
  readonly name: string;
  readonly give: (hand: Hand) => Promise<void>;
}

/** What a deed works with. */
export interface Hand {
  /** At the deed's own moment, with the deed's own ids. */
  readonly ctx: Ctx;
  readonly requestId: string;
  readonly names: Names;
  readonly actors: Map<string, Actor>;
  /** Puts bytes where files lie that have arrived. */
  readonly keepFile: (bytes: Buffer) => Promise<Blob & { readonly file: string }>;
  /** A command of the product. */
  readonly command: <T>(type: Type<T>) => T;
}

/**
 * What a command made.
 *
 * @throws Error with every reason if it was refused: the plan is wrong then, or what it stands on has changed
 */
export async function done<T, E extends AnyRefusal>(answer: Promise<Result<T, E[]>>): Promise<T> {
  const result = await answer;
  if (result.ok) return result.value;
  throw new Error(result.error.map((refusal) => `${refusal.code}: ${sentenceOf(refusal).en}`).join('\n'));
}
