import { batchDocuments } from './batches.js';
import { lotDocuments, type Trade } from './lots.js';
import type { Member } from './organisations.js';
import { send, type Answer } from './send.js';

/** What an exporter does to a lot, with whatever comes of it; and how the answer is read. */
export const lotActs = (trade: () => Trade) => ({
  find: async (by: Member, id: string): Promise<Answer> =>
    (await by.client.run(lotDocuments.lot, { id })).lot,

  batchOf: async (by: Member, id: string): Promise<Answer> =>
    (await by.client.run(batchDocuments.batch, { id })).batch,

  move: (lot: Answer, to: string, more: object = {}): Promise<Answer> =>
    send(trade().exporter, lotDocuments.moveLot, { lotId: lot.id, to, ...more }),

  judge: (lot: Answer, stage?: string): Promise<Answer> =>
    send(trade().exporter, lotDocuments.judgeLot, { lotId: lot.id, stage }),

  allocate: (lot: Answer, batch: Answer, cartons?: number): Promise<Answer> =>
    send(trade().exporter, lotDocuments.allocateToLot, { lotId: lot.id, batchId: batch.id, cartons }),

  withdraw: (lot: Answer, batch: Answer): Promise<Answer> =>
    send(trade().exporter, lotDocuments.withdrawFromLot, { lotId: lot.id, batchId: batch.id }),

  /** What customs finds where all is as declared. */
  found: (lot: Answer, more: object = {}): object => ({
    varietyCodes: lot.varietyCodes,
    cartonCount: lot.cartonCount,
    registrationNumbers: registrationNumbers(trade()),
    fruitTemperatureCelsius: '4.5',
    ...more,
  }),

  verdicts: (lot: Answer): Record<string, string> =>
    Object.fromEntries(lot.checks.map(({ unity, verdict }: Answer) => [unity, verdict])),

  findings: (lot: Answer, ruleCode: string): Answer[] =>
    lot.checks
      .flatMap((check: Answer) => check.findings)
      .filter((finding: Answer) => finding.ruleCode === ruleCode),

  /** The rules that a refusal names, in its order. */
  ruleCodes: (answer: Answer): string[] =>
    answer.reasons.flatMap((reason: Answer) => reason.findings?.[0]?.ruleCode ?? []),
});

/** What is printed on the cartons of a joint lot: both orchards and the packhouse. */
export const registrationNumbers = (trade: Trade): string[] =>
  [trade.packhouseRegistration, ...[...trade.registrations.values()].map(({ number }) => number)].sort();

const hold = (name: 'placeHold' | 'releaseHold'): string =>
  `mutation ($input: ${name === 'placeHold' ? 'PlaceHoldInput' : 'ReleaseHoldInput'}!) { answer: ${name}(input: $input) {
    __typename ... on HoldPayload { hold { id } } ... on Refused { reasons { code } } } }`;

export const holdDocuments = { placeHold: hold('placeHold'), releaseHold: hold('releaseHold') };
