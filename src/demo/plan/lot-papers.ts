import { containerCheckDigit } from '../../kernel/container-number.js';
import { addDays, type LocalDate } from '../../kernel/local-date.js';
import { on } from './calendar.js';
import { cartonsFor, packedBatch, plotOf } from './campaign-figures.js';
import type { LotPlan, MovePlan } from './lots.js';
import { organisationOf } from './people.js';
import { REGISTRATIONS } from './registrations.js';

const FRUIT_TEMPERATURE = '4.5';
/** Long enough for the way to the port; some real ones are valid only days. */
const CERTIFICATE_DAYS = 14;

export interface MoveTelling {
  readonly to: MovePlan['to'];
  readonly reason: string | null;
  readonly declarationNumber: string | null;
  readonly customsFinding: CustomsFinding | null;
  readonly certificate: { number: string; issuedOn: LocalDate; validUntil: LocalDate } | null;
  readonly containerNumber: string | null;
  readonly sealNumber: string | null;
}

export interface CustomsFinding {
  readonly varietyCodes: readonly string[];
  readonly cartonCount: number;
  readonly registrationNumbers: readonly string[];
  readonly fruitTemperatureCelsius: string;
}

/** What is said of a move: only what the move asks for, with numbers that are plainly nobody's. */
export function tellOf(lot: LotPlan, { to, on: day, reason }: MovePlan): MoveTelling {
  const issuedOn = on(day);
  const isTo = <T>(state: MovePlan['to'], value: T): T | null => (to === state ? value : null);
  return {
    to,
    reason: reason ?? null,
    declarationNumber: isTo('DECLARED', `DEMO-DECL-${lot.code}`),
    customsFinding: isTo('INSPECTED', customsFinding(lot)),
    certificate: isTo('CERTIFIED', {
      number: `DEMO-PHYTO-${lot.code}`,
      issuedOn,
      validUntil: addDays(issuedOn, CERTIFICATE_DAYS),
    }),
    containerNumber: isTo('LOADED', containerOf(lot)),
    sealNumber: isTo('LOADED', `DEMO-SEAL-${lot.code}`),
  };
}

/** Numbers of an owner code for demonstrations, with the check digit that belongs to them. */
function containerOf({ code }: LotPlan): string {
  const unit = `DEMU${code.replaceAll(/\D/g, '').padStart(6, '0')}`;
  return `${unit}${containerCheckDigit(unit)}`;
}

/** Customs opens the lorry and counts for itself; here it finds what is there. */
function customsFinding({ batches }: LotPlan): CustomsFinding {
  const members = batches.map(packedBatch);
  const packers = new Set(members.map(({ campaign }) => organisationOf(campaign.packer).nameZh));
  const packhouses = REGISTRATIONS.filter(({ kind, nameZh }) => kind === 'PACKHOUSE' && packers.has(nameZh));
  const printed = members.flatMap(({ campaign }) => campaign.registration ?? []);
  return {
    varietyCodes: members.flatMap(({ campaign }) =>
      campaign.pickings.map((picking) => plotOf(picking).variety),
    ),
    cartonCount: members.reduce((sum, { campaign, batch }) => sum + cartonsFor(campaign, batch).count, 0),
    registrationNumbers: [...printed, ...packhouses.map(({ number }) => number)],
    fruitTemperatureCelsius: FRUIT_TEMPERATURE,
  };
}
