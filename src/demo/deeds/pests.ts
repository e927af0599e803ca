import { decimal } from '../../kernel/decimal.js';
import { addMillis } from '../../kernel/instant.js';
import { AppointOfficer } from '../../modules/pests/commands/appoint-officer.js';
import {
  ConfirmOfficerAppointment,
  ConfirmQuarantineTreatment,
} from '../../modules/pests/commands/confirm-pest-record.js';
import { RecordQuarantineTreatment } from '../../modules/pests/commands/record-quarantine-treatment.js';
import { RecordTrapCount } from '../../modules/pests/commands/record-trap-count.js';
import { SetUpTrap } from '../../modules/pests/commands/set-up-trap.js';
import { china, HOURS, on } from '../plan/calendar.js';
import {
  ENTERED_LATE,
  LOOKED_ON,
  OFFICERS,
  TRAPS,
  TRAPS_SET_UP_ON,
  TREATMENT,
  WATCHED,
  type OfficerPlan,
  type TrapPlan,
} from '../plan/pests.js';
import { done, type Deed, type Hand } from '../runner/deed.js';

const APPOINTED_ON = '2025-09-08';
const CONFIRMED_ON = '2025-09-10';

/** Officers are appointed, traps set up and looked into until the harvest; one packed batch is treated. */
export const pestDeeds = (): Deed[] => [
  ...OFFICERS.map(appointed),
  ...OFFICERS.filter((plan) => plan.confirmed).map(appointmentConfirmed),
  ...TRAPS.map(setUp),
  ...TRAPS.flatMap((trap) => LOOKED_ON.map((day) => looked(trap, day))),
  treated,
  confirmed,
];

const accountOf = ({ actors }: Hand, username: string) => {
  const actor = actors.get(username);
  if (!actor) throw new Error(`nobody is called ${username} yet`);
  return actor.userId;
};

const appointed = ({ by, officer, registration }: OfficerPlan): Deed => ({
  at: china(APPOINTED_ON, HOURS.office),
  as: by,
  needs: 'pest:appoint',
  name: `appointOfficer ${officer}`,
  give: async (hand) => {
    const { ctx, requestId, names, command } = hand;
    const told = {
      userId: accountOf(hand, officer),
      registrationId: registration === null ? null : names.id('registration', registration),
      validFrom: on(APPOINTED_ON),
      evidence: 'DEMO-TRAINING',
    };
    const { appointmentId } = await done(command(AppointOfficer).execute(ctx, { requestId, ...told }));
    names.keep('officer appointment', officer, appointmentId);
  },
});

const appointmentConfirmed = ({ officer }: OfficerPlan): Deed => ({
  at: china(CONFIRMED_ON, HOURS.office),
  as: 'base',
  needs: 'pest:confirm',
  name: `confirmOfficerAppointment ${officer}`,
  give: async ({ ctx, requestId, names, command }) => {
    const appointmentId = names.id('officer appointment', officer);
    await done(command(ConfirmOfficerAppointment).execute(ctx, { requestId, appointmentId }));
  },
});

const setUp = ({ code, plot, by, point }: TrapPlan): Deed => ({
  at: china(TRAPS_SET_UP_ON, HOURS.sprayEntered),
  as: by,
  needs: 'pest:monitor',
  name: `setUpTrap ${code}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = {
      code,
      plotId: names.id('plot', plot),
      pests: WATCHED,
      lure: 'FOOD_BAIT' as const,
      setUpOn: on(TRAPS_SET_UP_ON),
      point: { type: 'Point', coordinates: point },
    };
    const { trapId } = await done(command(SetUpTrap).execute(ctx, { requestId, ...told }));
    names.keep('trap', code, trapId);
  },
});

const looked = ({ code, by }: TrapPlan, day: string): Deed => {
  const isLate = code === ENTERED_LATE.trap && day === ENTERED_LATE.day;
  return {
    at: china(isLate ? ENTERED_LATE.enteredOn : day, HOURS.sampled),
    as: isLate ? ENTERED_LATE.by : by,
    needs: 'pest:monitor',
    name: `recordTrapCount ${code} ${day}`,
    give: async (hand) => {
      const { ctx, requestId, names, command } = hand;
      const told = {
        trapId: names.id('trap', code),
        inspectedAt: china(day, HOURS.sprayed),
        inspectorId: accountOf(hand, by),
        counts: WATCHED.map((pestCode) => ({ pestCode, count: 0 })),
      };
      await done(command(RecordTrapCount).execute(ctx, { requestId, ...told }));
    },
  };
};

const DAY_MILLIS = 24 * 60 * 60 * 1000;
const startedAt = china(TREATMENT.from, HOURS.office);

const treated: Deed = {
  at: china(TREATMENT.to, HOURS.packed),
  as: TREATMENT.by,
  needs: 'pest:treat',
  name: `recordQuarantineTreatment ${TREATMENT.batch}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = {
      batchId: names.id('batch', TREATMENT.batch),
      kind: 'COLD' as const,
      facility: TREATMENT.facility,
      startedAt,
      endedAt: china(TREATMENT.to, HOURS.office),
      readings: TREATMENT.readings.map((celsius, i) => ({
        at: addMillis(startedAt, i * DAY_MILLIS),
        celsius: decimal(celsius),
      })),
      certificateNumber: TREATMENT.certificate,
    };
    const { treatmentId } = await done(
      command(RecordQuarantineTreatment).execute(ctx, { requestId, ...told }),
    );
    names.keep('treatment', TREATMENT.batch, treatmentId);
  },
};

const confirmed: Deed = {
  at: china(TREATMENT.confirmedOn, HOURS.office),
  as: 'base',
  needs: 'pest:confirm',
  name: `confirmQuarantineTreatment ${TREATMENT.batch}`,
  give: async ({ ctx, requestId, names, command }) => {
    const treatmentId = names.id('treatment', TREATMENT.batch);
    await done(command(ConfirmQuarantineTreatment).execute(ctx, { requestId, treatmentId }));
  },
};
