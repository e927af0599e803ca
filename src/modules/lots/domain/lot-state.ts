import type { Stage, Unity } from '../../standards/domain/rule.js';

/** The way of a joint export lot. HELD is no state: open holds lie over whatever state a lot is in. */
export const LOT_STATES = [
  'OPEN',
  'CLEARED',
  'DECLARED',
  'INSPECTED',
  'CERTIFIED',
  'LOADED',
  'DEPARTED',
  'ARRIVED',
  'CLOSED',
  'RETURNED',
  'DIVERTED',
  'CANCELLED',
] as const;
export type LotState = (typeof LOT_STATES)[number];

/** What a move asks of whoever makes it; `occurredAt` every move has. */
const MOVE_FACTS = [
  'reason',
  'declarationNumber',
  'customsFinding',
  'certificate',
  'containerNumber',
  'sealNumber',
] as const;
export type MoveFact = (typeof MOVE_FACTS)[number];

/** One way from a state to another. */
export interface Move {
  readonly from: LotState;
  readonly to: LotState;
  /** The stage the lot is judged at, afresh, before it moves; null: it is not judged. */
  readonly judgedAt: Stage | null;
  /**
   * Which checks refuse the move while a gating finding is not PASS. None where the move says what has happened already:
   * an arrival or a return is recorded whatever the rules say of it, and the judgement is kept beside it.
   */
  readonly gatedBy: readonly Unity[];
  /** Whether an open hold stops it. Ways back and facts are not stopped. */
  readonly stopsOnHold: boolean;
  readonly needs: readonly MoveFact[];
}

const ALL: readonly Unity[] = ['VARIETY', 'BRAND', 'STANDARD', 'CHANNEL'];
/** Fruit that leaves its channel cannot be judged by it; what it is may still not be sold everywhere. */
const FRUIT: readonly Unity[] = ['VARIETY', 'BRAND', 'STANDARD'];

const onward = (from: LotState, to: LotState, judgedAt: Stage, ...needs: MoveFact[]): Move => ({
  from,
  to,
  judgedAt,
  gatedBy: ALL,
  stopsOnHold: true,
  needs,
});
const fact = (from: LotState, to: LotState, judgedAt: Stage | null, ...needs: MoveFact[]): Move => ({
  from,
  to,
  judgedAt,
  gatedBy: [],
  stopsOnHold: false,
  needs,
});
const divert = (from: LotState): Move => ({
  from,
  to: 'DIVERTED',
  judgedAt: 'DECLARE',
  gatedBy: FRUIT,
  stopsOnHold: true,
  needs: ['reason'],
});

/**
 * Every move there is; what is not listed is not possible.
 *
 * - CLEARED -> OPEN reopens the members, before anything was declared.
 * - CANCELLED gives the fruit back; after departure there is nothing to give back, and a lot is RETURNED or DIVERTED.
 *
 * @see docs/domain-language.md, for the states; what gates them are the rules of each stage
 */
export const MOVES: readonly Move[] = [
  onward('OPEN', 'CLEARED', 'DECLARE'),
  fact('CLEARED', 'OPEN', null, 'reason'),
  onward('CLEARED', 'DECLARED', 'DECLARE', 'declarationNumber'),
  onward('DECLARED', 'INSPECTED', 'DECLARE', 'customsFinding'),
  onward('INSPECTED', 'CERTIFIED', 'DECLARE', 'certificate'),
  onward('CERTIFIED', 'LOADED', 'LOAD', 'containerNumber', 'sealNumber'),
  onward('LOADED', 'DEPARTED', 'DEPART'),
  fact('DEPARTED', 'ARRIVED', 'ARRIVE'),
  fact('ARRIVED', 'CLOSED', null),
  fact('DEPARTED', 'RETURNED', null, 'reason'),
  fact('ARRIVED', 'RETURNED', null, 'reason'),
  fact('RETURNED', 'CLOSED', null),
  divert('DEPARTED'),
  divert('ARRIVED'),
  divert('RETURNED'),
  fact('DIVERTED', 'CLOSED', null),
  ...(['OPEN', 'CLEARED', 'DECLARED', 'INSPECTED', 'CERTIFIED', 'LOADED'] as const).map((from) =>
    fact(from, 'CANCELLED', null, 'reason'),
  ),
];

/** The move between two states; null if there is none. */
export const moveBetween = (from: LotState, to: LotState): Move | null =>
  MOVES.find((move) => move.from === from && move.to === to) ?? null;

/** Where a lot may go from a state, in the order of the table. */
export const nextStates = (from: LotState): LotState[] =>
  MOVES.filter((move) => move.from === from).map((move) => move.to);

/** Whether batches may be allocated and withdrawn. */
export const membersChange = (state: LotState): boolean => state === 'OPEN';

/** States in which the fruit is still here: whatever turns a finding judges these lots again, and never departed ones. */
export const BEFORE_DEPARTURE: readonly LotState[] = [
  'OPEN',
  'CLEARED',
  'DECLARED',
  'INSPECTED',
  'CERTIFIED',
  'LOADED',
];

/** Whether a lot in this state has not left yet: only then is it judged again when a fact changes. */
export const isBeforeDeparture = (state: LotState): boolean => BEFORE_DEPARTURE.includes(state);

const GATES: Record<LotState, Stage> = {
  OPEN: 'DECLARE',
  CLEARED: 'DECLARE',
  DECLARED: 'DECLARE',
  INSPECTED: 'DECLARE',
  CERTIFIED: 'LOAD',
  LOADED: 'DEPART',
  DEPARTED: 'ARRIVE',
  ARRIVED: 'ARRIVE',
  CLOSED: 'ARRIVE',
  RETURNED: 'ARRIVE',
  DIVERTED: 'ARRIVE',
  CANCELLED: 'ARRIVE',
};

/** The stage of the next gate on the way; what a lot is judged at when nobody names a stage. */
export const nextGate = (state: LotState): Stage => GATES[state];
