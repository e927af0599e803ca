import type { givenLots, Trade } from './lots.js';
import { GOOD_FRUIT } from './inspections.js';
import { lotActs } from './lot-acts.js';
import { releaseActs } from './releases.js';
import type { Answer } from './send.js';

/** What nobody measured, and what it comes to once somebody does. */
export const JUICE = { parameter: 'JUICE_CONTENT', value: '48' };
const WITHOUT_JUICE = GOOD_FRUIT.filter(({ parameter }) => parameter !== JUICE.parameter);

interface Scene {
  readonly lots: ReturnType<typeof givenLots>;
  readonly trade: Trade;
}

/** Lots for tests of what two people let pass although nobody knows it. */
export const undecidedLots = (scene: () => Scene) => ({
  /** A lot that only one thing keeps from being cleared: nobody knows how much juice its fruit has. */
  async undecidedLot(): Promise<{ lot: Answer; batch: Answer; finding: Answer }> {
    const { lots, trade } = scene();
    const lot = await lots.open(trade);
    const batch = await lots.packed(trade, trade.zizhong, 100);
    const inspection = await lots.inspections.sampled(trade.packhouse, batch, trade.inspector, '2026-01-24');
    await lots.inspections.measured(trade.inspector, inspection, WITHOUT_JUICE);
    await lots.inspections.tested(trade.inspector, inspection);
    await lots.inspections.signed(trade.inspector, inspection);
    await lots.allocated(trade, lot, batch);
    await lots.papers(trade, lot);
    await lotActs(() => trade).judge(lot);
    const [finding] = releaseActs.of(await releaseActs.seen(trade.exporter, lot), 'XD-JUICE');
    return { lot, batch, finding };
  },

  /** Later somebody measures it after all. */
  async measureJuice(batch: Answer, value: string): Promise<void> {
    const { lots, trade } = scene();
    const inspection = await lots.inspections.sampled(trade.packhouse, batch, trade.inspector, '2026-01-25');
    await lots.inspections.measured(trade.inspector, inspection, [{ ...JUICE, value }]);
    await lots.inspections.tested(trade.inspector, inspection);
    await lots.inspections.signed(trade.inspector, inspection);
  },
});
