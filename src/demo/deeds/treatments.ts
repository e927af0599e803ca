import { decimal } from '../../kernel/decimal.js';
import { RecordPostHarvestTreatment } from '../../modules/batches/commands/record-post-harvest-treatment.js';
import { china, HOURS } from '../plan/calendar.js';
import { daysAfterPicking, gradedCode } from '../plan/campaign-figures.js';
import { TREATMENTS, type TreatmentPlan } from '../plan/treatments.js';
import { done, type Deed } from '../runner/deed.js';

/** The graded fruit of each campaign goes through the bath before it is packed. */
export const treatmentDeeds = (): Deed[] => TREATMENTS.map(treated);

const treated = ({ campaign, line, label, concentration }: TreatmentPlan): Deed => ({
  at: china(daysAfterPicking(campaign, 1), HOURS.treated),
  as: campaign.packer,
  needs: 'post-harvest:record',
  name: `recordPostHarvestTreatment ${label} ${gradedCode(campaign.code)}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = {
      kind: 'FUNGICIDE' as const,
      lineCode: line,
      productLabelId: names.id('label', label),
      concentration: decimal(concentration),
      concentrationUnit: 'MG_PER_L' as const,
      bathMadeUpAt: china(daysAfterPicking(campaign, 1), HOURS.office),
      performedAt: ctx.now,
      batchIds: [names.id('batch', gradedCode(campaign.code))],
    };
    await done(command(RecordPostHarvestTreatment).execute(ctx, { requestId, ...told }));
  },
});
