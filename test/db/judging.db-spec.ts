import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { entities } from '../../src/entities.js';
import type { Reading } from '../../src/infrastructure/database/context.js';
import { applicationOptions } from '../../src/infrastructure/database/data-source.js';
import { installPgTypes } from '../../src/infrastructure/database/pg-types.js';
import { systemContext } from '../../src/infrastructure/database/system-context.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { seededIds } from '../../src/kernel/ids.js';
import { localDate } from '../../src/kernel/local-date.js';
import { evaluateAll } from '../../src/modules/standards/domain/evaluate.js';
import type { Facts } from '../../src/modules/standards/domain/facts.js';
import { ownLimit } from '../../src/modules/standards/domain/own-limit.js';
import { withBatch } from '../../src/modules/standards/domain/sample-facts.js';
import { StandardQueries } from '../../src/modules/standards/standard.queries.js';
import { VarietyListQueries } from '../../src/modules/standards/variety-list.queries.js';
import { VarietyQueries } from '../../src/modules/varieties/variety.queries.js';
import { systemClock } from '../../src/infrastructure/clock.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const TODAY = localDate('2026-11-22');

describe('what facts are judged by', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let uow: UnitOfWork;
  let owner: pg.Client;
  const standards = new StandardQueries();

  beforeAll(async () => {
    installPgTypes();
    database = await createTestDatabase();
    dataSource = await new DataSource(applicationOptions(database.applicationUrl, entities)).initialize();
    uow = new UnitOfWork(dataSource);
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
  });
  afterAll(async () => {
    await owner?.end();
    await dataSource?.destroy();
    await database?.drop();
  });

  const reading = <T>(work: (reading: Reading) => Promise<T>): Promise<T> =>
    uow.read(systemContext(systemClock, seededIds('judging')), work);
  const rulesFor = async (market: string | null, until = TODAY) => {
    const versions = await reading((tx) => standards.publishedRulesFor(tx, market, until));
    return versions.flatMap(({ rules }) => rules);
  };
  const codesFor = async (market: string | null, until = TODAY): Promise<string[]> =>
    (await rulesFor(market, until)).map(({ code }) => code);

  it('are the rules of the market and those for all that do not leave it out', async () => {
    const european = await codesFor('EU');
    expect(european).toEqual(expect.arrayContaining(['EU-JUICE', 'WORK-RESIDUE', 'BAN-MOA-2023-12-25']));
    expect(european).not.toContain('EU-JUICE-ADVICE');
    expect(european).not.toContain('TH-ORCHARD');
    const thai = await codesFor('TH');
    expect(thai).toEqual(expect.arrayContaining(['EU-JUICE-ADVICE', 'TH-ORCHARD']));
    expect(thai).not.toContain('EU-JUICE');
  });

  it('are only the rules for all while no market is chosen', async () => {
    const rules = await rulesFor(null);
    expect(rules.length).toBeGreaterThan(10);
    expect(rules.filter(({ market }) => market !== null)).toEqual([]);
  });

  it('leave out what begins only after the last day that matters', async () => {
    expect(await codesFor('EU', localDate('2026-05-31'))).not.toContain('BAN-MOA-2023-12-25');
    expect(await codesFor('EU', localDate('2026-06-01'))).toContain('BAN-MOA-2023-12-25');
  });

  it('apply no longer than their version does, and stay for what was done before', async () => {
    await owner.query(`UPDATE standard_version SET state = 'SUPERSEDED', valid_to = '2026-06-30'
                        WHERE standard_code = 'CN-CERTIFICATE-2026'`);
    const rule = (await rulesFor('TH')).find(({ code }) => code === 'CERTIFICATE-COLLECTED');
    expect(rule).toMatchObject({ validFrom: '2026-02-01', validTo: '2026-06-30' });
  });

  it('hold nothing of a draft', async () => {
    await owner.query(`
      INSERT INTO standard_version SELECT (jsonb_populate_record(v, '{"code": "A-DRAFT", "state": "DRAFT"}')).*
        FROM standard_version v WHERE standard_code = 'EU-2023-2429';
      INSERT INTO rule SELECT (jsonb_populate_record(r, '{"version_code": "A-DRAFT", "code": "EU-NEW"}')).*
        FROM rule r WHERE code = 'EU-JUICE'`);
    expect(await codesFor('EU')).not.toContain('EU-NEW');
  });

  it('include the limits of each substance, of which the narrowest counts, each on its own days', async () => {
    await owner.query(`
      INSERT INTO residue_limit SELECT (jsonb_populate_record(l, '{"id": "fruit", "level": "CLASS", "limit_micrograms_per_kg": 1}')).*
        FROM residue_limit l WHERE market_code = 'EU' AND substance = 'imidacloprid'`);
    const { residueLimits } = await reading((tx) => standards.marketKnowledge(tx, 'EU', TODAY));
    expect(ownLimit(residueLimits, 'imidacloprid', TODAY)).toMatchObject({
      limitMicrogramsPerKg: 900,
      level: 'COMMODITY',
      atLoq: false,
      confidence: 'secondary',
    });
    const wide = { id: 'fruit-before', valid_from: null, valid_to: null };
    await owner.query(
      `INSERT INTO residue_limit SELECT (jsonb_populate_record(l, $1)).* FROM residue_limit l WHERE id = 'fruit'`,
      [wide],
    );
    const { residueLimits: wider } = await reading((tx) => standards.marketKnowledge(tx, 'EU', TODAY));
    // The limit for oranges that was read is of 16 May 2022.
    expect(ownLimit(wider, 'imidacloprid', localDate('2022-05-15'))).toMatchObject({
      limitMicrogramsPerKg: 1,
      level: 'CLASS',
    });
    expect(ownLimit(wider, 'imidacloprid', localDate('2022-05-16'))).toMatchObject({
      limitMicrogramsPerKg: 900,
    });
  });

  it('say what a limit counts as the residue, and leave it out where the table gives nothing', async () => {
    const { residueLimits } = await reading((tx) => standards.marketKnowledge(tx, 'EU', TODAY));
    const of = (code: string) => residueLimits.find(({ substance }) => substance === code);
    expect(of('prochloraz')).toMatchObject({
      residueDefinitionKind: 'SUM',
      residueDefinition: expect.stringMatching(/^sum of prochloraz, BTS 44595/),
    });
    expect(of('acetamiprid')).toMatchObject({ residueDefinitionKind: 'SUBSTANCE' });
    for (const field of ['residueDefinitionKind', 'residueDefinition'])
      expect(of('imidacloprid')).not.toHaveProperty(field);
  });

  it.each([
    ['EU', { kind: 'UNIFORM', limitMicrogramsPerKg: 10, listComplete: false, confidence: 'official' }],
    ['TW', { kind: 'NOT_DETECTED', limitMicrogramsPerKg: null }],
    ['SG', { kind: 'OTHER', limitMicrogramsPerKg: null }],
    ['CA', null],
  ])('include what %s does about substances it does not list', async (market, expected) => {
    const { residueFallback } = await reading((tx) => standards.marketKnowledge(tx, market, TODAY));
    if (expected === null) expect(residueFallback).toBeNull();
    else expect(residueFallback).toMatchObject(expected);
  });

  it('can be judged by as they come, and passes nothing of which nothing was recorded', async () => {
    const findings = await reading(async (tx) => {
      const facts: Facts = {
        ...NOTHING_KNOWN,
        market: 'EU',
        varietyLists: await new VarietyListQueries(uow, new VarietyQueries(uow)).held(tx),
        ...(await standards.marketKnowledge(tx, 'EU', TODAY)),
      };
      expect(facts.varietyLists[0]?.entries.length).toBeGreaterThan(0);
      expect(facts.marketPack?.missing.length).toBeGreaterThan(0);
      const versions = await standards.publishedRulesFor(tx, 'EU', TODAY);
      return evaluateAll(versions, facts, { stage: 'DECLARE', date: TODAY });
    });
    const gating = findings.filter((finding) => finding.gating);
    expect(gating.length).toBeGreaterThan(10);
    expect(gating.filter(({ verdict }) => verdict === 'PASS')).toEqual([]);
  });
});

/** A lot and a batch of which next to nothing was recorded. */
const NOTHING_KNOWN: Facts = withBatch(
  {
    varietyCode: null,
    packedOn: null,
    packerId: null,
    packerCustomsDistrict: null,
    brandClaims: null,
    indicationClaims: null,
    qualityClass: null,
    sizeCode: null,
    origins: null,
    measurements: null,
    laboratoryResults: null,
    contaminants: null,
    labels: [],
    inspections: null,
    sprays: null,
    openHolds: null,
  },
  { channel: null, licences: [], registrations: [], documents: null },
);
