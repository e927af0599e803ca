import { decimal } from '../../kernel/decimal.js';
import { massFrom } from '../../kernel/mass.js';
import { ConfirmCoverage } from '../../modules/land/commands/confirm-coverage.js';
import { ConfirmRegistration } from '../../modules/land/commands/confirm-registration.js';
import { CoverPlots } from '../../modules/land/commands/cover-plots.js';
import { RecordGrower } from '../../modules/land/commands/record-grower.js';
import { RecordRegistration } from '../../modules/land/commands/record-registration.js';
import { RegisterOrchard } from '../../modules/land/commands/register-orchard.js';
import { RegisterPlot } from '../../modules/land/commands/register-plot.js';
import { china, HOURS, on } from '../plan/calendar.js';
import { GROWERS, ORCHARDS, PLOTS, type GrowerPlan, type OrchardPlan, type PlotPlan } from '../plan/land.js';
import {
  REGISTERED_FROM,
  REGISTERED_TO,
  REGISTRATIONS,
  REGISTRATIONS_CONFIRMED_ON,
  type RegistrationPlan,
} from '../plan/registrations.js';
import { done, type Deed } from '../runner/deed.js';

/** Growers, orchards and plots are entered in the first days of the season, then what customs registered; the base office sees the papers. */
export const landDeeds = (): Deed[] => [
  ...GROWERS.map(grower),
  ...ORCHARDS.map(orchard),
  ...PLOTS.map(plot),
  ...REGISTRATIONS.map(registration),
  ...COVERING.map(coverage),
  ...REGISTRATIONS.filter(({ confirmed }) => confirmed).map(registrationConfirmed),
  ...COVERING.filter(({ confirmed }) => confirmed).map(coverageConfirmed),
];

const COVERING = REGISTRATIONS.filter(({ plots }) => plots.length > 0);

const grower = ({ by, ...plan }: GrowerPlan): Deed => ({
  at: china('2025-09-02', '09:00'),
  as: by,
  needs: 'grower:manage',
  name: `recordGrower ${plan.code}`,
  give: async ({ ctx, requestId, names, command }) => {
    const { growerId } = await done(command(RecordGrower).execute(ctx, { requestId, ...plan }));
    names.keep('grower', plan.code, growerId);
  },
});

const orchard = ({ by, ...plan }: OrchardPlan): Deed => ({
  at: china('2025-09-02', '10:00'),
  as: by,
  needs: 'plot:manage',
  name: `registerOrchard ${plan.code}`,
  give: async ({ ctx, requestId, names, command }) => {
    const { orchardId } = await done(command(RegisterOrchard).execute(ctx, { requestId, ...plan }));
    names.keep('orchard', plan.code, orchardId);
  },
});

const plot = (plan: PlotPlan): Deed => ({
  at: china('2025-09-03', '09:00'),
  as: plan.by,
  needs: 'plot:manage',
  name: `registerPlot ${plan.code}`,
  give: async ({ ctx, requestId, names, command }) => {
    const { code, townCode, variety, mu, plantedYear, boundary } = plan;
    const told = {
      code,
      townCode,
      varietyCode: variety,
      declaredMu: decimal(mu),
      orchardId: plan.orchard === null ? null : names.id('orchard', plan.orchard),
      growerId: names.id('grower', plan.grower),
      plantedYear,
      boundary,
    };
    const { plotId } = await done(command(RegisterPlot).execute(ctx, { requestId, ...told }));
    names.keep('plot', code, plotId);
  },
});

const registration = (plan: RegistrationPlan): Deed => ({
  at: china('2025-09-04', '09:00'),
  as: plan.by,
  needs: 'registration:manage',
  name: `recordRegistration ${plan.number}`,
  give: async ({ ctx, requestId, names, command }) => {
    const { kind, number, customs, nameZh, markets, yieldTonnes } = plan;
    const told = {
      kind,
      number,
      customsDistrictCode: customs,
      nameZh,
      marketCodes: markets,
      estimatedYieldGrams: yieldTonnes === null ? null : massFrom(String(yieldTonnes), 'TONNE'),
      validFrom: on(REGISTERED_FROM),
      validTo: on(REGISTERED_TO),
    };
    const { registrationId } = await done(command(RecordRegistration).execute(ctx, { requestId, ...told }));
    names.keep('registration', number, registrationId);
  },
});

const coverage = ({ number, by, plots }: RegistrationPlan): Deed => ({
  at: china('2025-09-04', '10:00'),
  as: by,
  needs: 'registration:manage',
  name: `coverPlots ${number}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = {
      registrationId: names.id('registration', number),
      plotIds: plots.map((code) => names.id('plot', code)),
      validFrom: on(REGISTERED_FROM),
    };
    await done(command(CoverPlots).execute(ctx, { requestId, ...told }));
  },
});

const registrationConfirmed = ({ number }: RegistrationPlan): Deed => ({
  at: china(REGISTRATIONS_CONFIRMED_ON, HOURS.office),
  as: 'base',
  needs: 'registration:confirm',
  name: `confirmRegistration ${number}`,
  give: async ({ ctx, requestId, names, command }) => {
    const registrationId = names.id('registration', number);
    await done(command(ConfirmRegistration).execute(ctx, { requestId, registrationId }));
  },
});

const coverageConfirmed = ({ number, plots }: RegistrationPlan): Deed => ({
  at: china(REGISTRATIONS_CONFIRMED_ON, '09:00'),
  as: 'base',
  needs: 'registration:confirm',
  name: `confirmCoverage ${number}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = {
      registrationId: names.id('registration', number),
      plotIds: plots.map((code) => names.id('plot', code)),
    };
    await done(command(ConfirmCoverage).execute(ctx, { requestId, ...told }));
  },
});
