import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Ctx, Tx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { ok } from '../../kernel/result.js';

const STATE_KEY = 'attachment-link-secret';
const SECRET_BYTES = 32;

/**
 * What links are sealed with. It is kept in the database, in the table of what the product notes for itself, so that all
 * servers of a database share it and a restart keeps it. Whoever deletes the row makes every server, once restarted, use
 * another one.
 */
@Injectable()
export class LinkSecret {
  private known: Promise<Buffer> | null = null;

  constructor(private readonly uow: UnitOfWork) {}

  of(ctx: Ctx): Promise<Buffer> {
    this.known ??= this.find(ctx).catch((error: unknown) => {
      this.known = null;
      throw error;
    });
    return this.known;
  }

  private async find({ now, ids, ...ctx }: Ctx): Promise<Buffer> {
    // Not given up with the request that happens to be the first.
    const { signal: _, ...rest } = ctx;
    const system: Ctx = { ...rest, now, ids, actor: null, authority: 'system' };
    const found = await this.uow.write<string, never>(system, async (tx) => ok(await this.within(tx)));
    if (!found.ok) throw new Error('no secret for links');
    return Buffer.from(found.value, 'base64url');
  }

  private async within(tx: Tx): Promise<string> {
    await tx.manager.query(
      `INSERT INTO product_state (key, value, changed_at) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING`,
      [STATE_KEY, JSON.stringify({ secret: randomBytes(SECRET_BYTES).toString('base64url') }), tx.now],
    );
    const [row] = await tx.manager.query<{ secret: string }[]>(
      `SELECT value ->> 'secret' AS secret FROM product_state WHERE key = $1`,
      [STATE_KEY],
    );
    if (!row?.secret) throw new Error('the secret for links is not to be seen');
    return row.secret;
  }
}
