import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { decodeCursor, encodeCursor } from '../../graphql/connection.js';
import { CLOCK, ID_SOURCE, type Clock } from '../../infrastructure/clock.js';
import { systemContext } from '../../infrastructure/database/system-context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { IdSource } from '../../kernel/ids.js';

/**
 * A place in the ledger. Entries are ordered by their transaction and then by id, and only those are read whose
 * transaction lies below the oldest one that still runs: the order in which ids are given is not the order of commits,
 * and whoever reads its tail would pass by the late ones.
 */
export interface Position {
  /** Which database: another one, or a restored one, counts its transactions anew. */
  readonly database: string;
  readonly transactionId: number;
  readonly entryId: string;
}

/** An entry, as far as it tells somebody that it is worth looking. */
export interface FeedEntry {
  readonly at: Position;
  readonly kind: string;
  readonly subjectIds: readonly string[];
}

interface Row {
  readonly id: string;
  readonly transaction_id: number;
  readonly kind: string;
  readonly subject_ids: string[];
}

/** How often the ledger is looked at while somebody listens; the delay a listener may notice. */
const LOOK_MILLIS = 250;
/** More are left for the next look. */
const AT_ONCE = 1_000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * The id of an event.
 *
 * @param told what it told, in a word of its own without spaces; left out where each entry is told by itself
 */
export const positionText = ({ database, transactionId, entryId }: Position, told = ''): string =>
  encodeCursor({ key: `${database} ${transactionId} ${told}`.trimEnd(), id: entryId });

/** What the event of this id told, as {@link positionText} was given it; null where it was given nothing. */
export const toldAt = (text: string): string | null => decodeCursor(text).key.split(' ')[2] ?? null;

/** Whether the first lies before the second; never where they are of different databases. */
export const isBefore = (first: Position, second: Position): boolean =>
  first.database === second.database &&
  (first.transactionId < second.transactionId ||
    (first.transactionId === second.transactionId && first.entryId < second.entryId));

/** @throws GraphQLError BAD_USER_INPUT if it is not a position this API gave */
export function positionFrom(text: string): Position {
  const { key, id } = decodeCursor(text);
  const [database = '', transactionId] = key.split(' ');
  return { database, transactionId: Number(transactionId), entryId: id };
}

/**
 * Tells of new rows of a table, whichever server process wrote them. It looks rather than being notified: NOTIFY
 * takes a lock that all commits share, a look is one index scan, and nobody listens most of the time.
 */
@Injectable()
export abstract class Feed implements BeforeApplicationShutdown {
  /** See {@link since}. */
  protected abstract readonly sql: string;
  private readonly listeners = new Set<(entries: readonly FeedEntry[]) => void>();
  private timer: NodeJS.Timeout | null = null;
  /** How far the looks have come; begun by the first listener. */
  private at: Promise<Position> | null = null;
  private isStopped = false;
  /** Stays the same as long as the process is connected to it. */
  private database: string | null = null;

  constructor(
    private readonly uow: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ID_SOURCE) private readonly ids: IdSource,
  ) {}

  /** The place before everything that is not read yet. */
  async end(): Promise<Position> {
    const database = await this.databaseName();
    const [row] = await this.query<{ xmin: number }>(`SELECT ${OLDEST} AS xmin`, []);
    return { database, transactionId: row?.xmin ?? 0, entryId: BEFORE_ALL };
  }

  /** Entries after a place, oldest first, at most `limit`. */
  async since(after: Position, limit = AT_ONCE): Promise<FeedEntry[]> {
    const rows = await this.query<Row>(this.sql, [after.transactionId, after.entryId, limit]);
    return rows.map(({ id, transaction_id, kind, subject_ids }) => ({
      at: { database: after.database, transactionId: transaction_id, entryId: id },
      kind,
      subjectIds: subject_ids,
    }));
  }

  /**
   * Calls `heard` with what is new, in order, and returns what ends that. Whoever asks for `end` after this has
   * returned misses nothing, and may hear of some entries that lie before it.
   */
  async listen(heard: (entries: readonly FeedEntry[]) => void): Promise<() => void> {
    this.listeners.add(heard);
    try {
      this.at ??= this.end();
      await this.at;
    } catch (error) {
      this.at = null;
      this.listeners.delete(heard);
      throw error;
    }
    this.schedule();
    return () => void this.listeners.delete(heard);
  }

  beforeApplicationShutdown(): void {
    this.isStopped = true;
    if (this.timer) clearTimeout(this.timer);
    this.listeners.clear();
  }

  private schedule(): void {
    if (this.timer || this.isStopped || this.listeners.size === 0) return;
    this.timer = setTimeout(() => void this.look(), LOOK_MILLIS);
    this.timer.unref();
  }

  private async look(): Promise<void> {
    try {
      if (this.at) await this.lookFrom(await this.at);
    } catch {
      // The database is away, perhaps restarting: the next look reads on from the same place.
    }
    this.timer = null;
    if (this.listeners.size === 0) this.at = null;
    this.schedule();
  }

  private async lookFrom(from: Position): Promise<void> {
    const entries = await this.since(from);
    const last = entries.at(-1);
    if (!last) return;
    this.at = Promise.resolve(last.at);
    for (const heard of this.listeners) heard(entries);
  }

  private async databaseName(): Promise<string> {
    if (this.database === null) {
      const [row] = await this.query<{ name: string }>(DATABASE_NAME, []);
      this.database = row?.name ?? '';
    }
    return this.database;
  }

  private query<T>(sql: string, params: unknown[]): Promise<T[]> {
    const ctx = systemContext(this.clock, this.ids);
    return this.uow.read(ctx, ({ manager }) => manager.query<T[]>(sql, params));
  }
}

/** Of the cluster and the database in it; what a restore makes is another one, though it be called the same. */
const DATABASE_NAME = `SELECT left(md5(c.system_identifier || ' ' || d.oid), 12) AS name
  FROM pg_control_system() c, pg_database d WHERE d.datname = current_database()`;

const OLDEST = `(pg_snapshot_xmin(pg_current_snapshot())::text)::bigint`;

/**
 * SQL for the rows of a table after a place.
 *
 * @param at       column with the transaction that wrote the row; (it, id) has an index
 * @param subjects SQL for the ids the row is about
 */
export const since = (table: string, at: string, subjects: string): string =>
  `SELECT id, ${at} AS transaction_id, kind, ${subjects} AS subject_ids FROM ${table}
  WHERE (${at}, id) > ($1::bigint, $2::uuid) AND ${at} < ${OLDEST}
  ORDER BY ${at}, id LIMIT $3`;

/** Tells of new entries of the ledger. */
@Injectable()
export class LedgerFeed extends Feed {
  protected readonly sql = since('ledger_entry', 'transaction_id', 'subject_ids');
}
