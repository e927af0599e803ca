import pg from 'pg';
import { instant } from '../../../src/kernel/instant.js';
import { startTestApp, TestClock, type TestApp } from '../test-app.js';
import { givenIn, type Given, type Member } from './index.js';
import { givenLabels } from './labels.js';
import { lotActs } from './lot-acts.js';
import { givenLots, lotDocuments, type Trade } from './lots.js';
import { givenPacks } from './packs.js';
import { done, type Answer } from './send.js';

/** Whom tests about market packs and editions of standards meet: a trade with Thailand, and two people of the base office. */
export interface PackScene {
  readonly testApp: TestApp;
  readonly given: Given;
  readonly lots: ReturnType<typeof givenLots>;
  readonly packs: ReturnType<typeof givenPacks>;
  readonly trade: Trade;
  /** Whoever enters. */
  readonly first: Member;
  /** The second pair of eyes. */
  readonly second: Member;
  /** The owner of the tables: what the program cannot do, the database refuses, too. */
  readonly owner: pg.Client;
  /** A lot for Thailand by land with one fit batch and its papers up to the declaration; of what is measured only the residue may differ. */
  thaiLot(residue?: string | null): Promise<Answer>;
  /** What each rule says of the fruit of a lot now; several findings of one rule with a space between. */
  verdictsOf(lot: Answer, ...rules: string[]): Promise<string[]>;
  close(): Promise<void>;
}

/** Starts the product with them, on 25 January 2026, 09:00 in China; the file closes the scene. */
export async function packScene(): Promise<PackScene> {
  const testApp = await startTestApp({ clock: new TestClock(instant('2026-01-25T01:00:00.000Z')) });
  const given = givenIn(testApp);
  const lots = givenLots(testApp, given);
  const labels = givenLabels(testApp.url);
  // Which ports a protocol names is nobody's guess: this one does not exist.
  const way = { transport: 'ROAD', gatewayZh: '示例口岸（虚构）', gatewayEn: 'Example port (invented)' };
  const trade = await lots.trade('TH', way);
  const first = trade.base;
  const second = await given.colleague(first, ['ADMINISTRATOR']);
  const design = await labels.approved(first, second, trade.packhouse, { series: null });
  const owner = new pg.Client({ connectionString: testApp.database.ownerUrl });
  await owner.connect();
  const { find, judge, findings } = lotActs(() => trade);

  async function thaiLot(residue: string | null = null): Promise<Answer> {
    const lot = await lots.open(trade);
    const batch = await lots.packed(trade, trade.zizhong, 100, { marketCode: 'TH' });
    const inspection = await lots.inspections.sampled(trade.packhouse, batch, trade.inspector, '2026-01-24');
    await lots.inspections.measured(trade.inspector, inspection);
    await lots.inspections.tested(trade.inspector, inspection, { abamectin: residue });
    await lots.inspections.signed(trade.inspector, inspection);
    await labels.used(trade.packhouse, batch, design);
    await lots.allocated(trade, lot, batch);
    await lots.papers(trade, lot);
    for (const kind of ['PACKHOUSE_FOOD_SAFETY_CERTIFICATE', 'IMPORT_PERMIT'])
      await done(trade.exporter, lotDocuments.recordLotDocument, {
        lotId: lot.id,
        kind,
        number: `TEST-${kind}-${lot.code}`,
        issuedOn: '2026-01-25',
        validUntil: '2026-06-30',
      });
    return (await judge(lot)).lot;
  }

  const verdictsOf = async (lot: Answer, ...rules: string[]): Promise<string[]> => {
    const { checks } = await find(trade.exporter, lot.id);
    return rules.map((code) =>
      findings({ checks }, code)
        .map(({ verdict }: Answer) => verdict)
        .join(' '),
    );
  };

  return {
    testApp,
    given,
    lots,
    packs: givenPacks(testApp.url),
    trade,
    first,
    second,
    owner,
    thaiLot,
    verdictsOf,
    close: async () => {
      await owner.end();
      await testApp.close();
    },
  };
}
