import { decimal } from '../../../kernel/decimal.js';
import type { Instant } from '../../../kernel/instant.js';
import { legalDay, type LocalDate } from '../../../kernel/local-date.js';
import { canFruitBe } from '../../../kernel/temperature.js';
import type { Transport } from '../../channels/channel.queries.js';
import type { Finding } from '../../standards/domain/finding.js';
import { HOME_MARKET } from '../../standards/domain/home-market.js';
import type { LotRefusal } from '../lot.refusals.js';
import { unmetRequirements } from './checks.js';
import { differences, type CustomsFinding, type Declaration } from './declaration.js';
import type { LotState, Move, MoveFact } from './lot-state.js';
import { refuseLoading } from './refuse-loading.js';
import { refuseCertificates, refuseDocument, type DocumentDates } from './refuse-document.js';

/** The lot as it stands, locked. */
export interface MovingLot {
  readonly code: string;
  readonly state: LotState;
  /** Of its channel. */
  readonly transport: Transport;
  readonly cartonCount: number;
  readonly openHoldCount: number;
  /** What it was declared as; null before. */
  readonly declaration: Declaration | null;
  /** Its phytosanitary certificates. */
  readonly certificates: readonly DocumentDates[];
  /** When it came into its present state. */
  readonly since: Instant;
}

/** A phytosanitary certificate 植物检疫证书, as it is told of. */
export interface Certificate {
  readonly number: string;
  readonly issuedOn: LocalDate;
  /** Last valid day; some phytosanitary certificates are valid only days. */
  readonly validUntil: LocalDate;
}

/** What whoever moves the lot says of the move. */
export interface MoveTold {
  readonly occurredAt: Instant;
  readonly reason?: string | null | undefined;
  readonly declarationNumber?: string | null | undefined;
  readonly customsFinding?: CustomsFinding | null | undefined;
  readonly certificate?: Certificate | null | undefined;
  readonly containerNumber?: string | null | undefined;
  readonly sealNumber?: string | null | undefined;
  /** Where a diverted lot goes; absent: it is sold at home. */
  readonly marketCode?: string | null | undefined;
}

/**
 * Everything that keeps a lot from a move that the table allows: facts missing or impossible, nothing in it, an open
 * hold over it, fruit that differs from its declaration, and every requirement of the stage that is not met.
 *
 * @param findings the judgement made for this move, at `move.judgedAt`; empty where the move is not judged
 * @param released keys of findings that two people released; an INDETERMINATE among these does not stop the lot
 * @param now      no move lies after it, nor before the one that came last
 * @returns MOVE_IN_FUTURE, MOVE_BEFORE_LAST, MOVE_FACT_MISSING, CERTIFICATE_BEFORE_INSPECTION, CERTIFICATE_OUT_OF_DATE,
 *   RETURNED_STAYS_HOME, FRUIT_TEMPERATURE_IMPOSSIBLE, DIFFERS_FROM_DECLARATION, LOT_EMPTY, LOT_HELD, LOT_NOT_JUDGED, REQUIREMENT_NOT_MET and what
 *   `refuseLoading` and `refuseDocument` refuse; empty: it may move
 */
export function refuseMove(
  lot: MovingLot,
  move: Move,
  told: MoveTold,
  now: Instant,
  findings: readonly Finding[],
  released: ReadonlySet<string> = new Set(),
): LotRefusal[] {
  return [
    ...refuseTime(lot, told, now),
    ...refuseMissing(move, told),
    ...(move.to === 'LOADED' ? refuseLoading(lot.transport, told) : []),
    ...refuseCertificate(lot, move, told, now),
    ...refuseDiversion(lot, move, told),
    ...refuseTemperature(told),
    ...refuseDifferences(lot, move, told),
    ...refuseStanding(lot, move),
    ...refuseRequirements(lot, move, findings, released),
  ];
}

function refuseTime(lot: MovingLot, { occurredAt }: MoveTold, now: Instant): LotRefusal[] {
  const day = legalDay(occurredAt);
  if (occurredAt > now) return [{ code: 'MOVE_IN_FUTURE', values: { day }, path: ['occurredAt'] }];
  if (occurredAt < lot.since)
    return [{ code: 'MOVE_BEFORE_LAST', values: { day, last: legalDay(lot.since) }, path: ['occurredAt'] }];
  return [];
}

const isGiven = (value: unknown): boolean =>
  typeof value === 'string' ? value.trim() !== '' : value !== null && value !== undefined;

const refuseMissing = (move: Move, told: MoveTold): LotRefusal[] =>
  move.needs
    .filter((fact: MoveFact) => !isGiven(told[fact]))
    .map((fact) => ({ code: 'MOVE_FACT_MISSING', values: { fact }, path: [fact] }));

/** A certificate told of must be of this lot and can still be used; a lot leaves under one that is valid on the day. */
function refuseCertificate(lot: MovingLot, { to }: Move, told: MoveTold, now: Instant): LotRefusal[] {
  if (to === 'DEPARTED') return refuseCertificates(lot.certificates, legalDay(told.occurredAt));
  const { certificate } = told;
  if (!certificate) return [];
  const today = legalDay(now);
  const refusals = refuseDocument(certificate, today, ['certificate']);
  if (to !== 'CERTIFIED') return refusals;
  const { issuedOn, validUntil: until } = certificate;
  const inspectedOn = legalDay(lot.since);
  // It says what customs saw: one that is older is another consignment's.
  if (issuedOn < inspectedOn)
    refusals.push({
      code: 'CERTIFICATE_BEFORE_INSPECTION',
      values: { issuedOn, inspectedOn },
      path: ['certificate', 'issuedOn'],
    });
  if (until >= issuedOn && until < today)
    refusals.push({
      code: 'CERTIFICATE_OUT_OF_DATE',
      values: { until, day: today },
      path: ['certificate', 'validUntil'],
    });
  return refusals;
}

/** Fruit at sea may go to another port; fruit that came back would leave anew, without a channel that was judged. */
function refuseDiversion({ code, state }: MovingLot, { to }: Move, { marketCode }: MoveTold): LotRefusal[] {
  if (state !== 'RETURNED' || to !== 'DIVERTED' || !marketCode || marketCode === HOME_MARKET) return [];
  return [{ code: 'RETURNED_STAYS_HOME', values: { lot: code, market: marketCode }, path: ['marketCode'] }];
}

/** A reading without its point (45 for 4.5) can be; 400 cannot. */
function refuseTemperature({ customsFinding }: MoveTold): LotRefusal[] {
  if (!customsFinding || canFruitBe(decimal(customsFinding.fruitTemperatureCelsius))) return [];
  return [
    {
      code: 'FRUIT_TEMPERATURE_IMPOSSIBLE',
      values: { celsius: customsFinding.fruitTemperatureCelsius },
      path: ['customsFinding', 'fruitTemperatureCelsius'],
    },
  ];
}

function refuseDifferences(
  { declaration }: MovingLot,
  { to }: Move,
  { customsFinding }: MoveTold,
): LotRefusal[] {
  if (to !== 'INSPECTED' || !declaration || !customsFinding) return [];
  return differences(declaration, customsFinding).map((values) => ({
    code: 'DIFFERS_FROM_DECLARATION',
    values,
    path: ['customsFinding'],
  }));
}

function refuseStanding(lot: MovingLot, move: Move): LotRefusal[] {
  const refusals: LotRefusal[] = [];
  if (move.gatedBy.length > 0 && lot.cartonCount === 0)
    refusals.push({ code: 'LOT_EMPTY', values: { lot: lot.code } });
  if (move.stopsOnHold && lot.openHoldCount > 0)
    refusals.push({ code: 'LOT_HELD', values: { lot: lot.code, holds: lot.openHoldCount } });
  return refusals;
}

/** Where no rule gates at all, nothing was judged, and that is not a pass. */
function refuseRequirements(
  lot: MovingLot,
  move: Move,
  findings: readonly Finding[],
  released: ReadonlySet<string>,
): LotRefusal[] {
  if (move.gatedBy.length === 0) return [];
  const gating = findings.some((finding) => finding.gating && move.gatedBy.includes(finding.unity));
  if (!gating) return [{ code: 'LOT_NOT_JUDGED', values: { lot: lot.code } }];
  return unmetRequirements(findings, move.gatedBy, released).map(({ unity, ruleCode, findings: unmet }) => ({
    code: 'REQUIREMENT_NOT_MET',
    values: { unity, rule: ruleCode, findings: unmet },
  }));
}
