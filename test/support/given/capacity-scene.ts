import { inventedRules, type InventedRule } from './invented-rules.js';
import { lotActs } from './lot-acts.js';
import { lotDocuments } from './lots.js';
import type { Member } from './organisations.js';
import { registrationDocuments as documents } from './registrations.js';
import { done, send, type Answer } from './send.js';
import { tradeScene, type TradeScene } from './trade-scene.js';

/** What the fictional market demands in these tests: no market was read to do so. */
const DEMANDS: readonly InventedRule[] = [
  { code: 'TEST-CAPACITY', kind: 'registration-capacity', subject: 'LOT', stage: 'DECLARE' },
  { code: 'TEST-SUPPLY', kind: 'supply-relation' },
];

export const KG = 1_000;

/** Whom tests about yields and supply relations of registrations meet. */
export interface CapacityScene extends TradeScene {
  /** Of the orchard in Zizhong. */
  readonly registration: { readonly id: string; readonly number: string };
  /** A judged lot with so much fruit of that orchard, and its papers. */
  opened(kilograms: number): Promise<Answer>;
  /** Declares the yield of that orchard for the season. */
  declare(by: Member, kilograms: number, more?: object): Promise<Answer>;
  /** Has a lot that was declared pass customs and leave. */
  departs(lot: Answer): Promise<void>;
  yieldsSeen(by: Member): Promise<Answer[] | undefined>;
  board(by: Member, variables?: Record<string, unknown>): Promise<Answer>;
  /** The orchard's row of the board. */
  rowOf(by: Member, variables?: Record<string, unknown>): Promise<Answer>;
}

/** Starts the product with them; the file closes the app. */
export async function capacityScene(): Promise<CapacityScene> {
  const scene = await tradeScene();
  const { testApp, lots, trade } = scene;
  await inventedRules(testApp, 'TEST-REGISTRATIONS', DEMANDS);
  const registration = trade.registrations.get(trade.zizhong)!;
  const board: CapacityScene['board'] = async (by, variables = {}) =>
    (await by.client.run(documents.registrationBoard, variables)).answer;
  return {
    ...scene,
    registration,
    board,

    async opened(kilograms) {
      const lot = await lots.open(trade);
      await lots.allocated(trade, lot, await lots.fit(trade, trade.zizhong, kilograms));
      await lots.papers(trade, lot);
      await done(trade.exporter, lotDocuments.judgeLot, { lotId: lot.id });
      return lot;
    },

    declare: (by, kilograms, more = {}) =>
      send(by, documents.declareRegistrationYield, {
        registrationId: registration.id,
        season: '2025/26',
        massGrams: kilograms * KG,
        declaredOn: '2025-10-08',
        document: '出境水果果园申报表（测试虚构）',
        ...more,
      }),

    async departs({ id }) {
      const lot = { id };
      const { find, found } = lotActs(() => trade);
      const registrationNumbers = [registration.number, trade.packhouseRegistration].sort();
      const customsFinding = found(await find(trade.exporter, id), { registrationNumbers });
      await lots.moved(trade, lot, 'INSPECTED', { customsFinding });
      const certificate = { number: 'TEST-PC-B', issuedOn: '2026-01-25', validUntil: '2026-02-20' };
      await lots.moved(trade, lot, 'CERTIFIED', { certificate });
      await lots.moved(trade, lot, 'LOADED', { containerNumber: 'TSTU0000014', sealNumber: 'TEST-B' });
      await lots.moved(trade, lot, 'DEPARTED');
    },

    yieldsSeen: async (by) =>
      (await by.client.run(documents.registration, { id: registration.id })).registration?.yields,

    rowOf: async (by, variables = {}) =>
      (await board(by, variables)).edges
        .map(({ node }: Answer) => node)
        .find(({ registrationId }: Answer) => registrationId === registration.id),
  };
}
