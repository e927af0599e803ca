import { randomUUID } from 'node:crypto';

/** Asks one query with the account that is looked at. */
export type Ask = (query: string, variables?: Record<string, unknown>) => Promise<Answer>;
// A test reads whatever it asked for.
// eslint-disable-next-line typescript/no-explicit-any
export type Answer = any;

/** Ids and scopes that a look needs and that only the base office could find. */
export interface Known {
  readonly plotId: (code: string) => string;
  readonly batchId: (code: string) => string;
  readonly growerId: (code: string) => string;
  /** How many settlements of a receipt the account's organisation may read, asked of the database as the server would. */
  readonly settlements: (username: string, receivedBatch: string) => Promise<number>;
}

export interface Sight {
  readonly what: string;
  /** Usernames; nobody else sees it. */
  readonly seenBy: readonly string[];
  /** @returns what was seen; nothing, an empty list or zero is nothing seen */
  readonly look: (ask: Ask, known: Known, username: string) => Promise<unknown>;
}

/** The announced accounts, and two neighbours who have no part in the fruit that is looked at. */
export const ONLOOKERS = [
  'base',
  'coop-zizhong',
  'coop-rongchang',
  'packhouse',
  'processor',
  'inspector',
  'exporter',
  'exporter-two',
  'coop-zizhong-two',
  'packhouse-two',
] as const;

export const plot = (fields: string): string => `query ($id: ID!) { plot(id: $id) { ${fields} } }`;
export const batchSeen =
  (code: string): Sight['look'] =>
  async (ask) =>
    (await ask('query ($code: String) { batch(code: $code) { id } }', { code })).batch;
export const plotSeen =
  (code: string, fields: string, part: (seen: Answer) => unknown): Sight['look'] =>
  async (ask, known) =>
    part((await ask(plot(fields), { id: known.plotId(code) })).plot);
export const lotSeen =
  (code: string): Sight['look'] =>
  async (ask) =>
    (await ask('query ($code: String) { lot(code: $code) { members { batchCode } } }', { code })).lot;
export const traceSeen =
  (code: string): Sight['look'] =>
  async (ask) =>
    (await traceOf(ask, code)) ? code : null;

export const certificateSeen =
  (number: string): Sight['look'] =>
  async (ask) =>
    (
      await ask(
        'query ($number: String) { complianceCertificates(filter: { numberPrefix: $number }) { totalCount } }',
        { number },
      )
    ).complianceCertificates.totalCount;

const traceOf = async (ask: Ask, code: string): Promise<Answer> =>
  (await ask('query ($code: String) { trace(code: $code) { plots { code } } }', { code })).trace;
export const plotsOf = async (ask: Ask, code: string): Promise<string[]> =>
  ((await traceOf(ask, code))?.plots ?? []).map((each: { code: string }) => each.code);
export const hasAll = (plots: readonly string[], wanted: readonly string[]): true | null =>
  wanted.every((code) => plots.includes(code)) ? true : null;

export const revealed: Sight['look'] = async (ask, known) => {
  const answer = await ask(
    `mutation ($input: RevealGrowerInput!) { revealGrower(input: $input) { ... on GrowerPayload { grower { name } } } }`,
    { input: { requestId: randomUUID(), growerId: known.growerId('ZZA-G01'), reason: '示范：核对' } },
  );
  return answer?.revealGrower.grower?.name;
};

export const nodes = (connection: Answer): Answer[] => connection.edges.map(({ node }: Answer) => node);

/** How many times somebody looked into the traps of a plot, as far as it is seen. */
export const countsOf = async (ask: Ask, plotId: string): Promise<number> => {
  const [trap] = nodes(
    (
      await ask('query ($plotId: ID) { pestTraps(filter: { plotId: $plotId }) { edges { node { id } } } }', {
        plotId,
      })
    ).pestTraps,
  );
  const { trapCounts } = await ask(
    'query ($trapId: ID) { trapCounts(filter: { trapId: $trapId }) { totalCount } }',
    {
      trapId: trap.id,
    },
  );
  return trapCounts.totalCount;
};
