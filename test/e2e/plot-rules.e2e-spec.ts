import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inventedRules, type InventedRule } from '../support/given/invented-rules.js';
import { lotActs } from '../support/given/lot-acts.js';
import type { Trade } from '../support/given/lots.js';
import type { Member } from '../support/given/index.js';
import { editionDocuments, givenPacks } from '../support/given/packs.js';
import { proposalOf, releaseDocuments } from '../support/given/releases.js';
import { done, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { worksheetDocuments } from '../support/given/worksheets.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { JudgementReplay } from '../../src/modules/lots/judgement-replay.js';
import { jobsDone } from '../support/jobs-done.js';
import type { TestApp } from '../support/test-app.js';

/** Demands about plots that nobody has made. */
const DEMANDS = [
  { code: 'T-REGISTERED', kind: 'orchard-registration', parameters: { anyMarket: true } },
  {
    code: 'T-TRAPS',
    kind: 'trap-monitoring',
    parameters: { pests: ['BACTROCERA-MINAX'], windowDays: 21, everyDays: 7, limit: 0 },
  },
  { code: 'T-BAN', kind: 'banned-substance', parameters: { substances: ['abamectin'] } },
].map((rule): InventedRule => ({ ...rule, subject: 'PLOT', unity: 'STANDARD' }));

const ELIGIBILITY = `query ($batchIds: [ID!]!) { marketEligibility(batchIds: $batchIds, marketCodes: ["XD"]) {
  batches { batchId markets { missing { code verdict } } } } }`;
const STEPS = `{ openSteps { ruleCode verdict explanation batchCodes } }`;

let testApp: TestApp;
let lots: TradeScene['lots'];
let given: TradeScene['given'];
let trade: Trade;
let sprayed: { id: string; code: string };
let clean: { id: string; code: string };
let first: Answer;
let second: Answer;
let other: Answer;
let lot: Answer;
const { judge, findings, find } = lotActs(() => trade);

/** A plot that was sprayed with nothing, which is stated with its harvest. */
async function unsprayed(by: Member): Promise<{ id: string; code: string }> {
  const plot = await lots.land.plot(by, { town: '511025123' });
  const registration = trade.registrations.get(by)!;
  await lots.land.covered(by, registration.id, [plot.id], { validFrom: '2025-09-01' as never });
  await lots.land.confirmed(trade.base, registration.id, [plot.id]);
  return codeOf(by, plot.id);
}
const codeOf = async (by: Member, id: string): Promise<{ id: string; code: string }> =>
  (await by.client.run(`query ($id: ID!) { plot(id: $id) { id code } }`, { id })).plot;

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
  await inventedRules(testApp, 'TEST-PLOTS', DEMANDS);
  sprayed = await codeOf(trade.zizhong, (await lots.plot(trade, trade.zizhong)).id);
  clean = await unsprayed(trade.zizhong);
  first = await lots.packed(trade, trade.zizhong, 100, { plotId: sprayed.id });
  second = await lots.packed(trade, trade.zizhong, 100, { plotId: sprayed.id });
  other = await lots.packed(trade, trade.zizhong, 100, { plotId: clean.id });
  lot = await lots.open(trade);
  for (const batch of [first, second, other]) await lots.allocated(trade, lot, batch);
  lot = (await judge(lot)).lot;
});
afterAll(() => testApp?.close());

describe('a rule about plots', () => {
  it('is one finding of each plot in the checks of a lot, with its code, and gates', () => {
    const said = (rule: string) =>
      findings(lot, rule).map(({ verdict, gating, subject }: Answer) => ({ verdict, gating, ...subject }));
    expect(said('T-BAN')).toEqual(
      expect.arrayContaining([
        { verdict: 'FAIL', gating: true, type: 'PLOT', ...sprayed },
        { verdict: 'PASS', gating: true, type: 'PLOT', ...clean },
      ]),
    );
    expect(said('T-BAN')).toHaveLength(2);
    expect(said('T-REGISTERED').map(({ verdict }) => verdict)).toEqual(['PASS', 'PASS']);
    expect(lot.checks.find(({ unity }: Answer) => unity === 'STANDARD').verdict).toBe('FAIL');
  });

  it('keeps every batch that came from the plot from the market, and no other', async () => {
    const { marketEligibility } = await trade.exporter.client.run(ELIGIBILITY, {
      batchIds: [first.id, second.id, other.id],
    });
    const kept = marketEligibility.batches
      .filter(({ markets }: Answer) => markets[0].missing.some(({ code }: Answer) => code === 'T-BAN'))
      .map(({ batchId }: Answer) => batchId);
    expect(kept.toSorted()).toEqual([first.id, second.id].toSorted());
  });

  it('is one step of the cooperative, however many batches wait for it, and of nobody else’s plots', async () => {
    const stepsOf = async (by: Member) =>
      (await by.client.run(STEPS)).openSteps.filter(({ ruleCode }: Answer) => ruleCode === 'T-BAN');
    const steps = await stepsOf(trade.zizhong);
    expect(steps).toHaveLength(1);
    expect(steps[0]).toMatchObject({
      verdict: 'FAIL',
      explanation: expect.stringMatching(new RegExp(`^Plot ${sprayed.code}: .*Abamectin`)),
    });
    expect(await stepsOf(trade.rongchang)).toEqual([]);
  });

  it('is among what an inspector finds on the worksheet of a batch, about its own plots', async () => {
    const { inspectionWorksheet } = await trade.packhouse.client.run(worksheetDocuments.worksheet, {
      batchId: other.id,
      marketCode: 'XD',
    });
    const bans = inspectionWorksheet.findings.filter(({ ruleCode }: Answer) => ruleCode === 'T-BAN');
    expect(bans.map(({ verdict }: Answer) => verdict)).toEqual(['PASS']);
  });

  it('is released 凭…放行 for one plot, and for no other', async () => {
    const colleague = await given.colleague(trade.base, ['ADMINISTRATOR']);
    const open = findings(lot, 'T-TRAPS');
    expect(open.map(({ verdict }: Answer) => verdict)).toEqual(['INDETERMINATE', 'INDETERMINATE']);
    const about = open.find(({ subject }: Answer) => subject.id === clean.id)!;
    const { release } = await done(
      trade.base,
      releaseDocuments.proposeRelease,
      proposalOf(lot, about) as Record<string, unknown>,
    );
    expect(release.subject).toEqual({ type: 'PLOT', ...clean });
    const agreed = await done(colleague, releaseDocuments.agreeToRelease, { releaseId: release.id });
    expect(agreed.release).toMatchObject({ state: 'AGREED', subject: { type: 'PLOT', ...clean } });
    const released = agreed.lot.checks
      .flatMap((check: Answer) => check.findings)
      .filter(({ ruleCode }: Answer) => ruleCode === 'T-TRAPS')
      .map((each: Answer) => [each.subject.code, each.release?.state ?? null]);
    expect(Object.fromEntries(released)).toEqual({ [clean.code]: 'AGREED', [sprayed.code]: null });
  });

  it('is drafted, previewed and published by the base office, and its verdicts can be made again', async () => {
    const packs = givenPacks(testApp.url);
    const base = trade.base;
    const countersigner = await given.colleague(base, ['ADMINISTRATOR']);
    const { version } = await done(base, editionDocuments.draftStandardVersion, {
      standardCode: 'CY-PLOTS',
      edition: '1',
      validFrom: '2025-09-01',
      source: { document: '示例地块要求（测试虚构） / invented for this test' },
      newStandard: { nameZh: '示例地块要求', nameEn: 'Example about plots' },
    });
    const rule = {
      versionCode: version.code,
      scanId: await packs.scan(base),
      source: packs.invented('1'),
      unity: 'STANDARD',
      subject: 'PLOT',
      stage: 'HARVEST',
      effect: 'CONTRACT',
      titleZh: '【示例】地块要求',
      titleEn: 'Example about plots',
    };
    const { entry } = await done(base, editionDocuments.draftRule, {
      ...rule,
      code: 'CY-NO-ABAMECTIN',
      kind: 'banned-substance',
      parametersJson: '{"substances": ["abamectin"]}',
    });
    await done(countersigner, editionDocuments.countersignEntry, {
      entryId: entry.id,
      saidSha256: entry.saidSha256,
    });
    const { previewStandardVersion } = await base.client.run(editionDocuments.preview, {
      versionCode: version.code,
    });
    const turned = previewStandardVersion.flips.filter(({ lotCode }: Answer) => lotCode === lot.code);
    expect(turned).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ after: 'FAIL', subject: { type: 'PLOT', ...sprayed } }),
        expect.objectContaining({ after: 'PASS', subject: { type: 'PLOT', ...clean } }),
      ]),
    );
    await packs.published(countersigner, version.code);
    await jobsDone(testApp);
    const judged = await find(trade.exporter, lot.id);
    expect(
      findings(judged, 'CY-NO-ABAMECTIN')
        .map(({ verdict }) => verdict)
        .toSorted(),
    ).toEqual(['FAIL', 'PASS']);
    const kept = judged.checks.flatMap((check: Answer) => check.findings);
    const again = await testApp.app
      .get(UnitOfWork)
      .read(testApp.system(), (reading) =>
        testApp.app.get(JudgementReplay, { strict: false }).again(reading, judged.judgement.id),
      );
    const told = ({ ruleCode, verdict, subject }: Answer) =>
      `${ruleCode} ${verdict} ${subject.id} ${subject.code}`;
    expect(
      again?.map((each) => told({ ...each, subject: { code: null, ...each.subject } })).toSorted(),
    ).toEqual(kept.map(told).toSorted());
  });
});
