import type pg from 'pg';
import pgUtils from 'pg/lib/utils.js';
import type { Ctx } from './context.js';
import { readerOf, type ColumnDescription, type RowReader } from './row-reader.js';
import type { PreparingClient } from './statement-names.js';

const SCOPE = 'chengyuan_scope';

/** SQLSTATEs of a table and a schema that are not there. */
const NOT_MIGRATED: readonly unknown[] = ['42P01', '3F000'];

/**
 * Makes a new connection of the pool ready to be told who asks, and from which state of the accounts that is known: if it
 * is not the present one, nothing is run (`access-outdated.ts`). A database without tables has nothing that could be asked.
 */
export const prepareScope = async (client: pg.ClientBase): Promise<void> => {
  try {
    await client.query(
      `PREPARE ${SCOPE} (text, text, text, bigint) AS
       SELECT set_config('app.user_id', $1, true), set_config('app.organisation_id', $2, true), set_config('app.authority', $3, true),
              CASE WHEN $4 <> (SELECT value FROM access.epoch) THEN access.refuse_outdated() END`,
    );
  } catch (error) {
    if (!NOT_MIGRATED.includes((error as { code?: unknown }).code)) throw error;
  }
};

/** What row-level security is told. */
export const scopeOf = ({ actor, authority }: Ctx): string[] => [
  actor?.userId ?? '',
  actor?.organisationId ?? '',
  authority,
];

/** A value as it is sent. */
type Sent = string | Buffer | null;

/** What is used of `pg`'s connection, which it does not declare. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  readonly parsedStatements: Readonly<Record<string, string | undefined>>;
  parse(config: { name: string; text: string; types: number[] }): void;
  bind(config: { statement?: string; values?: readonly Sent[] }): void;
  describe(config: { type: 'P' }): void;
  execute(config: object): void;
  sync(): void;
}

/** In the order in which {@link prepareScope} takes it. */
const toSend = (ctx: Ctx): Sent[] => [...scopeOf(ctx), ctx.remembered?.epoch.toString() ?? null];

const confirm = ({ remembered }: Ctx): void => {
  if (remembered) remembered.isConfirmed = true;
};

const sendScope = (connection: Wire, scope: readonly Sent[]): void => {
  connection.bind({ statement: SCOPE, values: scope });
  connection.execute({});
};

/**
 * Several messages with a single Sync after them, sent in one go: what `pg` takes beside its own queries. It calls these
 * methods as the answers come.
 */
abstract class Message<T> {
  private failure: Error | null = null;

  constructor(private readonly answer: (error: Error | null, value: T) => void) {}

  protected abstract send(connection: Wire): void;
  protected abstract get value(): T;

  submit(connection: Wire): void {
    connection.stream.cork();
    try {
      this.send(connection);
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
  }

  handleError(error: Error): void {
    this.fail(error);
    this.answer(error, undefined as T);
  }

  handleReadyForQuery(): void {
    if (this.failure) this.answer(this.failure, undefined as T);
    else this.answer(null, this.value);
  }

  protected fail(error: Error): void {
    this.failure ??= error;
  }

  handleRowDescription(_: { fields: ColumnDescription[] }): void {}
  handleDataRow(_: { fields: (string | null)[] }): void {}
  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}
}

interface Statement {
  readonly text: string;
  readonly values: readonly Sent[];
  readonly name: string | undefined;
}

/**
 * One statement, with the scope sent before it and a single Sync after both. PostgreSQL runs what stands between two
 * Syncs in one transaction, so the settings are as local as after BEGIN, end with the statement whatever becomes of it,
 * and, should they fail, the statement is not run at all. What the columns of a prepared statement are is asked once.
 */
class ScopedQuery extends Message<object[]> {
  /** `pg` notes under this name that the statement is prepared. */
  readonly name: string | undefined;
  readonly text: string;
  protected readonly value: object[] = [];
  private isScoped = false;
  private reader: RowReader | undefined;

  constructor(
    private readonly client: PreparingClient,
    private readonly ctx: Ctx,
    private readonly statement: Statement,
    answer: (error: Error | null, rows: object[]) => void,
  ) {
    super(answer);
    ({ name: this.name, text: this.text } = statement);
  }

  protected override send(connection: Wire): void {
    const { name = '', text, values } = this.statement;
    const isPrepared = name !== '' && connection.parsedStatements[name] !== undefined;
    this.reader = isPrepared ? this.client.statements.readers.get(name) : undefined;
    sendScope(connection, toSend(this.ctx));
    if (!isPrepared) connection.parse({ name, text, types: [] });
    connection.bind({ statement: name, values });
    if (!this.reader) connection.describe({ type: 'P' });
    connection.execute({});
  }

  override handleRowDescription({ fields }: { fields: ColumnDescription[] }): void {
    this.reader = readerOf(fields);
    if (this.name) this.client.statements.readers.set(this.name, this.reader);
  }

  override handleDataRow({ fields }: { fields: (string | null)[] }): void {
    if (!this.isScoped) return;
    try {
      this.value.push(this.reader!(fields));
    } catch (error) {
      this.fail(error as Error);
    }
  }

  override handleCommandComplete(): void {
    if (!this.isScoped) confirm(this.ctx);
    this.isScoped = true;
  }
}

/** BEGIN and the scope in one message; what set_config answers is what it was given. */
class Opening extends Message<undefined> {
  protected readonly value = undefined;

  constructor(
    private readonly begin: string,
    private readonly ctx: Ctx,
    answer: (error: Error | null, value: undefined) => void,
  ) {
    super(answer);
  }

  protected override send(connection: Wire): void {
    connection.parse({ name: '', text: this.begin, types: [] });
    connection.bind({});
    connection.execute({});
    sendScope(connection, toSend(this.ctx));
  }

  override handleReadyForQuery(): void {
    confirm(this.ctx);
    super.handleReadyForQuery();
  }
}

/** Begins a transaction in which row-level security knows who asks, until it ends. */
export const beginScoped = (client: PreparingClient, ctx: Ctx, mode: string): Promise<undefined> =>
  send(client, (answer) => new Opening(`BEGIN ISOLATION LEVEL ${mode}`, ctx, answer));

/** Runs one statement under the caller's scope: one message to PostgreSQL, and one back. */
export const queryScoped = (
  client: PreparingClient,
  ctx: Ctx,
  text: string,
  values: unknown[],
): Promise<object[]> => {
  return send(client, (answer) => {
    // Before anything is sent: a value that cannot be sent must not leave half a message behind.
    const sent = values.map((value) => pgUtils.prepareValue(value));
    const statement = { text, values: sent, name: client.statements.nameOf(text) };
    return new ScopedQuery(client, ctx, statement, answer);
  });
};

const send = <T>(
  client: PreparingClient,
  messageFor: (answer: (error: Error | null, value: T) => void) => Message<T>,
): Promise<T> =>
  new Promise((resolve, reject) => {
    const message = messageFor((error, value) => (error ? reject(error) : resolve(value)));
    const sent: unknown = client.query(message as unknown as pg.Submittable);
    // A connection whose caller has given up refuses instead of answering.
    if (sent instanceof Promise) sent.catch(reject);
  });
