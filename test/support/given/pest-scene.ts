import { inventedRules, type InventedRule } from './invented-rules.js';
import { lotActs } from './lot-acts.js';
import { lotDocuments } from './lots.js';
import type { Member } from './organisations.js';
import { pestDocuments } from './pests.js';
import { done, send, type Answer } from './send.js';
import { tradeScene, type TradeScene } from './trade-scene.js';
import { jobsDone } from '../jobs-done.js';

export const PEST = 'BACTROCERA-MINAX';
/** Demands that no market has made: every figure here is the tests' own. */
export const PEST_DEMANDS: readonly InventedRule[] = [
  {
    code: 'TEST-AREA',
    kind: 'pest-area-status',
    parameters: { pests: [PEST], accepted: ['FREE_AREA', 'FREE_PLACE_OF_PRODUCTION'] },
  },
  {
    code: 'TEST-TRAPS',
    kind: 'trap-monitoring',
    parameters: { pests: [PEST], windowDays: 14, everyDays: 7, limit: 0, byOfficer: true },
  },
  { code: 'TEST-OFFICER', kind: 'plant-protection-officer', parameters: { of: 'ORCHARD' } },
  { code: 'TEST-PACKER', kind: 'plant-protection-officer', parameters: { of: 'PACKHOUSE' } },
  {
    code: 'TEST-COLD',
    kind: 'quarantine-treatment',
    parameters: { treatment: 'COLD', minimumHours: 24, maximumCelsius: '1.5', readingEveryHours: 12 },
  },
];

/** Whom tests about pests meet: a trade with a market that demands all that can be watched and treated. */
export interface PestScene extends TradeScene {
  /** Of the cooperative, like the clerk; appointed by nobody yet. */
  readonly officer: Member;
  readonly clerk: Member;
  /** Of the cooperative's orchard. */
  readonly registrationId: string;
  /** Picked on 20 January, packed on the 23rd, to leave on 10 February. */
  readonly batch: Answer;
  /** Judged, with that batch. */
  readonly lot: Answer;
  /** What the lot's finding says once all that followed from a change is done. */
  finding(code: string): Promise<Answer>;
  verdict(code: string): Promise<string>;
}

/** Starts the product with them; the file closes the app. */
export async function pestScene(): Promise<PestScene> {
  const scene = await tradeScene();
  const { testApp, given, lots, trade } = scene;
  await inventedRules(testApp, 'TEST-PESTS', PEST_DEMANDS);
  const officer = await given.colleague(trade.zizhong, ['PLANT_PROTECTION_OFFICER']);
  const clerk = await given.colleague(trade.zizhong, ['CLERK']);
  const batch = await lots.fit(trade, trade.zizhong, 400);
  const lot = await lots.open(trade);
  await lots.allocated(trade, lot, batch);
  await done(trade.exporter, lotDocuments.judgeLot, { lotId: lot.id });
  const { find, findings } = lotActs(() => trade);
  const finding = async (code: string): Promise<Answer> => {
    await jobsDone(testApp);
    return findings(await find(trade.exporter, lot.id), code)[0];
  };
  return {
    ...scene,
    officer,
    clerk,
    registrationId: trade.registrations.get(trade.zizhong)!.id,
    batch,
    lot,
    finding,
    verdict: async (code) => (await finding(code)).verdict,
  };
}

/** Enters what was found in a trap, whatever comes of it. */
export const countTrap = (
  by: Member,
  trapId: string,
  inspectedAt: string,
  found: number,
  more: object = {},
): Promise<Answer> =>
  send(by, pestDocuments.recordTrapCount, {
    trapId,
    inspectedAt,
    counts: [{ pestCode: PEST, count: found }],
    ...more,
  });

/** Officers of orchard and packhouse whom the base office confirmed, and a trap that was looked into every week. */
export async function watched({ trade, officer, registrationId }: PestScene): Promise<void> {
  const from = { validFrom: '2025-09-01' };
  const own = { ...from, userId: officer.userId, registrationId };
  for (const [by, input] of [
    [trade.zizhong, own],
    [trade.packhouse, { ...from, userId: trade.packhouse.userId }],
  ] as const) {
    const { appointment } = await done(by, pestDocuments.appointOfficer, input);
    await done(trade.base, pestDocuments.confirmOfficerAppointment, { appointmentId: appointment.id });
  }
  const { trap } = await done(officer, pestDocuments.setUpTrap, {
    code: 'T-1',
    registrationId,
    pests: [PEST],
    lure: 'FOOD_BAIT',
    setUpOn: '2025-12-01',
    point: { type: 'Point', coordinates: [104.85, 29.76] },
  });
  for (const day of ['2026-01-05', '2026-01-12', '2026-01-18'])
    await countTrap(officer, trap.id, `${day}T02:00:00.000Z`, 0);
}
