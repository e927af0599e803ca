import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  findingsOf,
  knownTo,
  SEASON_BATCH,
  SEASON_LOT,
  startSeasonApp,
  unmetOf,
  type SeasonApp,
  type SeenLot,
} from '../support/demo.js';
import { client } from '../support/graphql-client.js';
import { ONLOOKERS, WHO_SEES_WHAT, type Ask, type Known } from '../support/who-sees-what.js';

let season: SeasonApp;
beforeAll(async () => {
  season = await startSeasonApp();
});
afterAll(() => season.close());

const ask: SeasonApp['ask'] = (username, query, variables) => season.ask(username, query, variables);
const lot = async (username: string, code: string): Promise<SeenLot> =>
  (await ask(username, SEASON_LOT, { code })).lot;
const batch = async (username: string, code: string): Promise<object> =>
  (await ask(username, SEASON_BATCH, { code })).batch;

const undecided = (of: string, ...rules: string[]): string[] =>
  rules.map((rule) => `${of} ${rule} INDETERMINATE`);

/** What nobody has read or confirmed of two real markets; whatever the fruit is, it stays open. */
const THAILAND = [
  'TH-FRUIT-FLY-AREA',
  'TH-MARKED-REGISTRATION',
  'TH-MARKS',
  'TH-ORCHARD',
  'TH-PACKHOUSE',
  'TH-SINGLE-REGISTRATION',
  'WORK-COVERAGE',
  'WORK-RESIDUE',
];
const RUSSIA = ['RU-ARSENIC', 'RU-LEAD', 'WORK-COVERAGE', 'WORK-RESIDUE'];

/** What each blocked lot was made for, by everything that keeps it. */
const BLOCKED = [
  {
    code: 'L2526-03',
    what: 'nobody has confirmed what Thailand demands, nor the text of the name 资中血橙',
    by: 'exporter',
    unmet: [
      ...undecided('P2526-R03', ...THAILAND),
      ...undecided('P2526-Z03', 'GI-ZIZHONG-ORIGIN', 'GI-ZIZHONG-USER', ...THAILAND),
      'TH-FOOD-SAFETY INDETERMINATE',
      'WORK-MARKET-OPEN INDETERMINATE',
      'WORK-MARKET-PACK INDETERMINATE',
    ],
  },
  {
    code: 'L2526-04',
    what: 'nobody has confirmed all that the European Union demands',
    by: 'exporter-two',
    unmet: [
      ...undecided('P2526-R04', 'WORK-COVERAGE', 'WORK-RESIDUE'),
      ...undecided('P2526-Z04', 'WORK-COVERAGE', 'WORK-RESIDUE'),
      'WORK-MARKET-OPEN INDETERMINATE',
      'WORK-MARKET-PACK INDETERMINATE',
    ],
  },
  {
    code: 'L2526-05',
    what: 'a spray inside the interval, and the hold that follows from it',
    by: 'exporter',
    unmet: ['P2526-Z05 WORK-INTERVAL FAIL', 'P2526-Z05 WORK-NO-HOLD FAIL'],
  },
  {
    code: 'L2526-06',
    what: 'a residue above the limit',
    by: 'exporter-two',
    unmet: ['P2526-Z06 WORK-RESIDUE FAIL'],
  },
  {
    code: 'L2526-07',
    what: 'limits of Russia that nobody knows or has confirmed',
    by: 'exporter',
    unmet: [
      ...undecided('P2526-R07', ...RUSSIA),
      ...undecided('P2526-Z07', ...RUSSIA),
      'WORK-MARKET-PACK INDETERMINATE',
    ],
  },
  {
    code: 'L2526-08',
    what: 'a plot under no registration',
    by: 'exporter',
    unmet: ['P2526-Z08 XD-ORCHARD FAIL'],
  },
  {
    code: 'L2526-09',
    what: 'a recall',
    by: 'exporter',
    unmet: ['P2526-Z02B WORK-NO-HOLD FAIL'],
  },
  {
    code: 'L2526-10',
    // Whoever uses the name meets the two unconfirmed rules of its announcement, beside the one of the market that decides.
    what: 'the name 资中血橙 on fruit of both counties',
    by: 'exporter',
    unmet: [
      'P2526-M10 GI-ZIZHONG-ORIGIN INDETERMINATE',
      'P2526-M10 GI-ZIZHONG-USER INDETERMINATE',
      'P2526-M10 XD-GI-ORIGIN FAIL',
    ],
  },
  {
    code: 'L2526-11',
    what: 'a brand licence that had ended',
    by: 'exporter-two',
    unmet: ['P2526-Z11 WORK-BRAND-PACKER FAIL'],
  },
  {
    code: 'L2526-12',
    what: 'a deficit after a correction',
    by: 'exporter',
    unmet: ['P2526-Z12 WORK-NO-HOLD FAIL'],
  },
];

describe('the hard cases of the season', () => {
  it('L2526-01: fruit of both counties goes all the way to the fictional market', async () => {
    const closed = await lot('exporter', 'L2526-01');
    expect(closed).toMatchObject({ state: 'CLOSED', marketCode: 'XD', openHoldCount: 0 });
    expect(closed.countyCodes.toSorted()).toEqual(['500153', '511025']);
    expect(closed.checks.map(({ verdict }) => verdict)).toEqual(['PASS', 'PASS', 'PASS', 'PASS']);
    expect(closed.transitions).toHaveLength(8);
  });

  it('L2526-01: traces back to the plots of both counties', async () => {
    const { trace } = await ask('exporter', `{ trace(code: "L2526-01") { plots { code } } }`);
    const typed = await ask('exporter', `{ trace(code: " Ｌ２５２６－０１　") { plots { code } } }`);
    expect(typed.trace).toEqual(trace);
    const codes: string[] = trace.plots.map((plot: { code: string }) => plot.code);
    expect(codes.toSorted()).toEqual(['RCA-01', 'RCA-02', 'ZZA-01', 'ZZA-02']);
  });

  it('H2526-Z01B: a clerk entered the harvest for a grower', async () => {
    expect(await batch('coop-zizhong', 'H2526-Z01B')).toMatchObject({ enteredOnBehalf: true });
    expect(await batch('coop-zizhong', 'H2526-Z01A')).toMatchObject({ enteredOnBehalf: false });
  });

  it.each(BLOCKED)('$code: $what, and nothing else keeps it', async ({ code, by, unmet }) => {
    expect(unmetOf(await lot(by, code))).toEqual(unmet);
  });

  it('has told of each lot that may not go on', async () => {
    const { lots } = await ask('base', '{ lots(first: 50) { edges { node { code } } } }');
    const codes: string[] = lots.edges.map(({ node }: { node: { code: string } }) => node.code);
    const seen = await Promise.all(codes.map((code) => lot('base', code)));
    const blocked = codes.filter((_, i) => unmetOf(seen[i]!).length > 0);
    // The one that was released left before anybody confirmed what it was released from.
    expect(blocked.toSorted()).toEqual(['L2526-02', ...BLOCKED.map(({ code }) => code)]);
  });

  it('the pack of Thailand is a draft of the base office that says what nobody has read, by whom and by when', async () => {
    const asked = `{ marketPack(marketCode: "TH", season: "2025/26") { state missing { zh dueOn } overdue { zh } entries { isOpen } } }`;
    const { marketPack } = await ask('base', asked);
    expect(marketPack.state).toBe('DRAFT');
    expect(marketPack.missing.length).toBeGreaterThan(8);
    expect(marketPack.overdue).toHaveLength(marketPack.missing.length);
    expect(marketPack.entries.every(({ isOpen }: { isOpen: boolean }) => isOpen)).toBe(true);
    expect(await ask('exporter', asked)).toEqual({ marketPack: null });
  });

  it('L2526-04: for the European Union the official quality rules pass while its limits stay open', async () => {
    const open = await lot('exporter-two', 'L2526-04');
    const juice = findingsOf(open).filter(({ ruleCode }) => ruleCode === 'EU-JUICE');
    expect(juice.map(({ verdict }) => verdict)).toEqual(['PASS', 'PASS']);
    const official = findingsOf(open).filter(({ ruleCode }) => /^EU-(LEAD|CADMIUM|MARKS)/.test(ruleCode));
    expect(official).toHaveLength(8);
    for (const { verdict } of official) expect(verdict).toBe('PASS');
  });

  it('L2526-05: a spray entered late falls inside the interval and stops a lot that was cleared', async () => {
    expect(await batch('coop-zizhong', 'H2526-Z05A')).toMatchObject({
      holds: [{ reasonCode: 'WITHIN_INTERVAL', note: '2026-02-17' }],
    });
    const held = await lot('exporter', 'L2526-05');
    expect(held).toMatchObject({ state: 'CLEARED', openHoldCount: 1 });
  });

  it.each([
    [
      'L2526-06',
      'exporter-two',
      'WORK-RESIDUE',
      'Abamectin found at 0.031 mg/kg, above the limit 0.02 mg/kg',
    ],
    ['L2526-08', 'exporter', 'XD-ORCHARD', 'ZZA-14'],
    ['L2526-10', 'exporter', 'XD-GI-ORIGIN', 'grew outside the protected area'],
    ['L2526-11', 'exporter-two', 'WORK-BRAND-PACKER', 'its licence ended on 2026-02-15'],
  ])('%s fails by one rule, and says why', async (code, username, ruleCode, why) => {
    const open = await lot(username, code);
    const failed = findingsOf(open).filter(({ verdict, gating }) => gating && verdict === 'FAIL');
    expect(failed).toMatchObject([{ ruleCode, explanation: expect.stringContaining(why) }]);
  });

  it('P2526-R07: pale flesh is advice for a market that does not ask for red', async () => {
    const pale = findingsOf(await lot('exporter', 'L2526-07')).find(
      ({ ruleCode, verdict }) => ruleCode === 'BLE-RED-FLESH' && verdict === 'INDETERMINATE',
    );
    expect(pale).toMatchObject({
      gating: false,
      explanation: expect.stringContaining('no red flesh at all'),
    });
  });

  it('L2526-12: a correction leaves a deficit, and holds all that came of the harvest', async () => {
    expect(await batch('coop-zizhong', 'H2526-Z12A')).toMatchObject({
      massGrams: 5_600_000,
      deficitGrams: 400_000,
      holds: [{ reasonCode: 'DEFICIT' }],
    });
    expect(await lot('exporter', 'L2526-12')).toMatchObject({ openHoldCount: 1 });
  });

  it('H2526-Z02A: a recall reaches the lot that was sold and the one that was loaded', async () => {
    const { recalls } = await ask('base', '{ recalls { edges { node { code lotIds batchIds } } } }');
    expect(recalls.edges).toHaveLength(1);
    expect(recalls.edges[0].node.lotIds).toHaveLength(2);
    expect(await lot('exporter', 'L2526-02')).toMatchObject({ state: 'RETURNED', openHoldCount: 1 });
    expect(await lot('exporter', 'L2526-09')).toMatchObject({ state: 'LOADED', openHoldCount: 1 });
  });

  it('L2526-02: two people let it go under the name that nobody has confirmed, and it is never shown as a pass', async () => {
    const sold = await lot('exporter', 'L2526-02');
    expect(unmetOf(sold)).toEqual([
      'P2526-Z02A GI-ZIZHONG-ORIGIN INDETERMINATE',
      'P2526-Z02A GI-ZIZHONG-USER INDETERMINATE',
    ]);
    expect(sold.releases.map(({ ruleCode, state }) => [ruleCode, state]).toSorted()).toEqual([
      ['GI-ZIZHONG-ORIGIN', 'KEPT'],
      ['GI-ZIZHONG-USER', 'KEPT'],
    ]);
    for (const { proposedById, agreedById } of sold.releases) expect(agreedById).not.toBe(proposedById);
    const cleared = sold.transitions.find(({ toState }) => toState === 'CLEARED');
    expect(cleared?.releaseIds).toHaveLength(2);
  });

  it('P2526-Z02B: somebody asked for another look after the recall, and nobody came yet', async () => {
    const { inspections } = await ask(
      'inspector',
      `{ inspections(filter: { states: [REQUESTED] }) { edges { node { batchCode } } } }`,
    );
    expect(inspections.edges).toEqual([{ node: { batchCode: 'P2526-Z02B' } }]);
  });

  it('the coverage board: a block that is tested for, one whose report a later spray voided, one that nobody sampled', async () => {
    const { residueCoverageBoard: board } = await ask(
      'base',
      `{ residueCoverageBoard(filter: { season: "2025/26" }, first: 20) { edges { node { registrationNumber asOf
          gaps { substance because plotCodes } reports { coverageId reportNumber standing voidFrom } } } } }`,
    );
    type Block = Record<'registrationNumber' | 'asOf', string> & {
      gaps: { substance: string; because: string; plotCodes: string[] }[];
      reports: { coverageId: string; reportNumber: string; standing: string; voidFrom: string | null }[];
    };
    const blocks = new Map<string, Block>(
      board.edges.map(({ node }: { node: Block }) => [node.registrationNumber, node]),
    );
    expect(blocks.get('DEMO-GY-ZZ01')).toMatchObject({
      asOf: '2026-08-31',
      gaps: [],
      reports: [{ reportNumber: 'DEMO-RC-01', standing: 'VALID', voidFrom: null }],
    });
    expect(blocks.get('DEMO-GY-ZZ02')).toMatchObject({
      gaps: [
        { substance: '2,4-d', because: 'SPRAYED', plotCodes: ['ZZA-11', 'ZZA-12', 'ZZA-13'] },
        { substance: 'abamectin', because: 'SPRAYED', plotCodes: ['ZZA-09'] },
        { substance: 'imidacloprid', because: 'SPRAYED' },
      ],
      reports: [{ reportNumber: 'DEMO-RC-02', standing: 'VOID', voidFrom: '2026-01-20' }],
    });
    expect(blocks.get('DEMO-GY-RC01')).toMatchObject({
      gaps: [{ substance: 'imidacloprid', because: 'SPRAYED' }],
      reports: [],
    });
    const { residueCoverage } = await ask(
      'coop-zizhong',
      `query ($id: ID!) { residueCoverage(id: $id) { state attachments { attachmentId } } }`,
      { id: blocks.get('DEMO-GY-ZZ01')!.reports[0]!.coverageId },
    );
    expect(residueCoverage.state).toBe('CONFIRMED');
    const { attachment } = await ask(
      'base',
      `query ($id: ID!) { attachment(id: $id) { fileName mediaType } }`,
      {
        id: residueCoverage.attachments[0].attachmentId,
      },
    );
    expect(attachment).toEqual({ fileName: 'DEMO-RC-01 示范 DEMO.pdf', mediaType: 'application/pdf' });
  });

  it('lets nobody move a lot on while a requirement is not met', async () => {
    const { lot: found } = await ask('exporter-two', '{ lot(code: "L2526-06") { id } }');
    const { moveLot } = await ask(
      'exporter-two',
      `mutation ($input: MoveLotInput!) { moveLot(input: $input) { __typename ... on Refused { reasons { code } } } }`,
      { input: { requestId: randomUUID(), lotId: found.id, to: 'CLEARED' } },
    );
    expect(moveLot).toEqual({ __typename: 'Refused', reasons: [{ code: 'REQUIREMENT_NOT_MET' }] });
  });
});

describe('who sees what', () => {
  let known: Known;
  beforeAll(async () => {
    known = await knownTo(season);
  });

  it.each(WHO_SEES_WHAT)('$what', async ({ seenBy, look }) => {
    const seen: string[] = [];
    for (const username of ONLOOKERS) {
      const asked: Ask = (query, variables) => season.ask(username, query, variables);
      const found = await look(asked, known, username);
      if (found !== null && found !== undefined && found !== 0) seen.push(username);
    }
    expect(seen.toSorted()).toEqual([...seenBy].toSorted());
  });

  it('is nothing for somebody who is not signed in', async () => {
    const stranger = client(season.url);
    for (const field of ['plots', 'batches', 'lots', 'inspections', 'growers', 'recalls', 'holds']) {
      const { body } = await stranger.raw(`{ ${field} { edges { cursor } } }`);
      expect(body.errors[0].extensions.code).toBe('UNAUTHENTICATED');
    }
  });

  it('of a lot gives a contributor its own share and no more', async () => {
    const { myContributions } = await ask(
      'coop-zizhong',
      '{ myContributions(first: 100) { edges { node { lotCode massGrams } } } }',
    );
    const edges: { node: { lotCode: string; massGrams: number } }[] = myContributions.edges;
    const shares = new Map(edges.map(({ node }) => [node.lotCode, node.massGrams]));
    const { members } = await lot('exporter', 'L2526-01');
    const own = members.flatMap(({ origins }) => origins.filter(({ countyCode }) => countyCode === '511025'));
    expect(shares.get('L2526-01')).toBe(own.reduce((sum, { massGrams }) => sum + massGrams, 0));
    expect(shares.has('L2526-04')).toBe(false); // fruit of the neighbouring cooperative
  });
});
