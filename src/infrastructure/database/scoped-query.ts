import pg from 'pg';
import type { Ctx } from './context.js';
import type { PreparingClient } from './statement-names.js';

const SCOPE = 'chengyuan_scope';

/** Makes a new connection of the pool ready to be told who asks. */
export const prepareScope = async (client: pg.ClientBase): Promise<void> => {
  await client.query(
    `PREPARE ${SCOPE} (text, text, text) AS
     SELECT set_config('app.user_id', $1, true), set_config('app.organisation_id', $2, true), set_config('app.authority', $3, true)`,
  );
};

/** What row-level security is told, in the order in which {@link prepareScope} takes it. */
export const scopeOf = ({ actor, authority }: Ctx): string[] => [
  actor?.userId ?? '',
  actor?.organisationId ?? '',
  authority,
];

/** What is used of `pg`'s connection and query, which it does not declare. */
interface Wire {
  parse(config: { name: string; text: string; types: number[] }): void;
  bind(config: { statement?: string; values?: string[]; valueMapper?: (value: unknown) => unknown }): void;
  execute(config: object): void;
  sync(): void;
}
type Answer = (error: Error | null, result: pg.QueryResult) => void;
interface PlainQuery {
  prepare(connection: Wire): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Wire): void;
}
interface Statement {
  readonly text: string;
  readonly values: unknown[];
  readonly name: string | undefined;
  readonly queryMode: 'extended';
}
const PlainQuery = pg.Query as unknown as new (
  statement: Statement,
  values: undefined,
  answer: Answer,
) => PlainQuery;

const sendScope = (connection: Wire, scope: string[]): void => {
  connection.bind({ statement: SCOPE, values: scope, valueMapper: (value) => value });
  connection.execute({});
};

/**
 * One statement, with the scope sent before it and a single Sync after both. PostgreSQL runs what stands between two
 * Syncs in one transaction, so the settings are as local as after BEGIN, end with the statement whatever becomes of it,
 * and, should they fail, the statement is not run at all.
 */
class ScopedQuery extends PlainQuery {
  private isScoped = false;

  constructor(
    private readonly scope: string[],
    statement: Statement,
    answer: Answer,
  ) {
    super(statement, undefined, answer);
  }

  override prepare(connection: Wire): void {
    sendScope(connection, this.scope);
    super.prepare(connection);
  }

  override handleDataRow(message: unknown): void {
    if (this.isScoped) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: Wire): void {
    if (this.isScoped) super.handleCommandComplete(message, connection);
    this.isScoped = true;
  }
}

/** BEGIN and the scope in one message; answers nothing. */
class Opening extends PlainQuery {
  constructor(
    private readonly begin: string,
    private readonly scope: string[],
    answer: Answer,
  ) {
    super({ text: begin, values: [], name: undefined, queryMode: 'extended' }, undefined, answer);
  }

  override prepare(connection: Wire): void {
    connection.parse({ name: '', text: this.begin, types: [] });
    connection.bind({});
    connection.execute({});
    sendScope(connection, this.scope);
    connection.sync();
  }

  override handleDataRow(): void {
    // What set_config answers is what it was given.
  }

  override handleCommandComplete(): void {
    // Once for BEGIN and once for the scope; the end is told by ReadyForQuery.
  }
}

/** Begins a transaction in which row-level security knows who asks, until it ends. */
export const beginScoped = (client: PreparingClient, ctx: Ctx, mode: string): Promise<unknown> =>
  send(client, (answer) => new Opening(`BEGIN ISOLATION LEVEL ${mode}`, scopeOf(ctx), answer));

/** Runs one statement under the caller's scope: one message to PostgreSQL, and one back. */
export const queryScoped = (
  client: PreparingClient,
  ctx: Ctx,
  text: string,
  values: unknown[],
): Promise<pg.QueryResult> => {
  const statement = { text, values, name: client.statements.nameOf(text), queryMode: 'extended' } as const;
  return send(client, (answer) => new ScopedQuery(scopeOf(ctx), statement, answer));
};

const send = (client: PreparingClient, queryFor: (answer: Answer) => PlainQuery): Promise<pg.QueryResult> =>
  new Promise((resolve, reject) => {
    const answer: Answer = (error, result) => (error ? reject(error) : resolve(result));
    const sent: unknown = client.query(queryFor(answer) as unknown as pg.Submittable);
    // A connection whose caller has given up refuses instead of answering.
    if (sent instanceof Promise) sent.catch(reject);
  });
