import { season } from '../../kernel/local-date.js';
import { massFrom } from '../../kernel/mass.js';
import { ConfirmSupplyRelation } from '../../modules/land/commands/confirm-supply-relation.js';
import { ConfirmYield } from '../../modules/land/commands/confirm-yield.js';
import { DeclareYield } from '../../modules/land/commands/declare-yield.js';
import { PlanRegistrationReview } from '../../modules/land/commands/plan-registration-review.js';
import { RecordSupplyRelation } from '../../modules/land/commands/record-supply-relation.js';
import { china, HOURS, on } from '../plan/calendar.js';
import {
  DECLARED_YIELD,
  REVIEW,
  SUPPLIED_FROM,
  SUPPLIED_TO,
  SUPPLIES,
  SUPPLY_CONFIRMED_ON,
  SUPPLY_ENTERED_ON,
  type SupplyPlan,
} from '../plan/supply.js';
import { done, type Deed } from '../runner/deed.js';

/** The packhouse enters which orchards supply it, an orchard what it declared; the base office confirms and plans a look. */
export const supplyDeeds = (): Deed[] => [
  ...SUPPLIES.map(recorded),
  declared,
  ...SUPPLIES.filter((supply) => supply.confirmed).map(confirmed),
  yieldConfirmed,
  reviewed,
];

const recorded = ({ registration, customs }: SupplyPlan): Deed => ({
  at: china(SUPPLY_ENTERED_ON, '09:00'),
  as: 'packhouse',
  needs: 'registration:manage',
  name: `recordSupplyRelation ${registration}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = {
      registrationNumber: registration,
      customsDistrictCode: customs,
      validFrom: on(SUPPLIED_FROM),
      validTo: on(SUPPLIED_TO),
      document: `DEMO-HT-${registration}`,
    };
    const { supplyRelationId } = await done(
      command(RecordSupplyRelation).execute(ctx, { requestId, ...told }),
    );
    names.keep('supply relation', registration, supplyRelationId);
  },
});

const confirmed = ({ registration }: SupplyPlan): Deed => ({
  at: china(SUPPLY_CONFIRMED_ON, HOURS.office),
  as: 'base',
  needs: 'registration:confirm',
  name: `confirmSupplyRelation ${registration}`,
  give: async ({ ctx, requestId, names, command }) => {
    const supplyRelationId = names.id('supply relation', registration);
    await done(command(ConfirmSupplyRelation).execute(ctx, { requestId, supplyRelationId }));
  },
});

const declared: Deed = {
  at: china(SUPPLY_ENTERED_ON, '09:30'),
  as: DECLARED_YIELD.by,
  needs: 'registration:manage',
  name: `declareRegistrationYield ${DECLARED_YIELD.registration}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = {
      registrationId: names.id('registration', DECLARED_YIELD.registration),
      season: season(DECLARED_YIELD.season),
      massGrams: massFrom(DECLARED_YIELD.tonnes, 'TONNE'),
      declaredOn: on(DECLARED_YIELD.declaredOn),
      document: 'DEMO-SBB-01',
    };
    const { yieldId } = await done(command(DeclareYield).execute(ctx, { requestId, ...told }));
    names.keep('yield', DECLARED_YIELD.registration, yieldId);
  },
};

const yieldConfirmed: Deed = {
  at: china(SUPPLY_CONFIRMED_ON, '09:00'),
  as: 'base',
  needs: 'registration:confirm',
  name: `confirmRegistrationYield ${DECLARED_YIELD.registration}`,
  give: async ({ ctx, requestId, names, command }) => {
    const yieldId = names.id('yield', DECLARED_YIELD.registration);
    await done(command(ConfirmYield).execute(ctx, { requestId, yieldId }));
  },
};

const reviewed: Deed = {
  at: china(SUPPLY_CONFIRMED_ON, '09:30'),
  as: 'base',
  needs: 'registration:manage',
  name: `planRegistrationReview ${REVIEW.registration}`,
  give: async ({ ctx, requestId, names, command }) => {
    const registrationId = names.id('registration', REVIEW.registration);
    await done(
      command(PlanRegistrationReview).execute(ctx, {
        requestId,
        registrationId,
        nextReviewOn: on(REVIEW.on),
      }),
    );
  },
};
