import { decimal } from '../../kernel/decimal.js';
import { addDays } from '../../kernel/local-date.js';
import { RecordLaboratoryResults } from '../../modules/inspections/commands/record-laboratory-results.js';
import { RecordMeasurements } from '../../modules/inspections/commands/record-measurements.js';
import { RecordSample } from '../../modules/inspections/commands/record-sample.js';
import { RequestInspection } from '../../modules/inspections/commands/request-inspection.js';
import { SignInspection } from '../../modules/inspections/commands/sign-inspection.js';
import type { MeasurementParameterCode } from '../../modules/standards/domain/measurement-parameters.js';
import { china, HOURS, on } from '../plan/calendar.js';
import { packedBatch } from '../plan/campaign-figures.js';
import { INSPECTIONS, ORDINARY, TESTED, type InspectionPlan } from '../plan/inspections.js';
import { organisationOf } from '../plan/people.js';
import { done, type Deed } from '../runner/deed.js';

const SAMPLE = { cartons: 10, fruits: 50 };
export const LABORATORY = { laboratory: '示范检测实验室 Demo Laboratory', accreditation: 'DEMO-CMA' };
/** The laboratory takes four days; the inspector signs when the report is there. */
const REPORT_DAYS = 5;

/** Asked for by the packhouse on the day of packing, sampled on the next, signed when the laboratory has answered. */
export const inspectionDeeds = (): Deed[] =>
  INSPECTIONS.flatMap((plan) => [asked(plan), sampled(plan), measured(plan), tested(plan), signed(plan)]);

const after = ({ packedOn }: InspectionPlan, days: number): string => addDays(on(packedOn), days);

const asked = (plan: InspectionPlan): Deed => ({
  at: china(plan.packedOn, HOURS.inspectionAsked),
  as: packedBatch(plan.batch).campaign.packer,
  needs: 'inspection:request',
  name: `requestInspection ${plan.batch}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = {
      batchId: names.id('batch', plan.batch),
      inspectionBodyId: names.id('organisation', organisationOf('inspector').code),
    };
    const { inspectionId } = await done(command(RequestInspection).execute(ctx, { requestId, ...told }));
    names.keep('inspection', plan.batch, inspectionId);
  },
});

const sampled = (plan: InspectionPlan): Deed => ({
  at: china(after(plan, 1), HOURS.sampled),
  as: 'inspector',
  needs: 'inspection:record',
  name: `recordSample ${plan.batch}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = {
      inspectionId: names.id('inspection', plan.batch),
      sampledOn: on(after(plan, 1)),
      ...SAMPLE,
    };
    await done(command(RecordSample).execute(ctx, { requestId, ...told }));
  },
});

const measured = (plan: InspectionPlan): Deed => ({
  at: china(after(plan, 1), HOURS.measured),
  as: 'inspector',
  needs: 'inspection:record',
  name: `recordMeasurements ${plan.batch}`,
  give: async ({ ctx, requestId, names, command }) => {
    const values = Object.entries({ ...ORDINARY, ...plan.measured });
    const told = {
      inspectionId: names.id('inspection', plan.batch),
      measurements: values.map(([parameter, value]) => ({
        parameter: parameter as MeasurementParameterCode,
        value: decimal(value),
        // Flesh colours from the stem end to the top: half-way between, where most people cut.
        samplePosition: parameter === 'ANTHOCYANIN' ? ('EQUATOR' as const) : null,
      })),
    };
    await done(command(RecordMeasurements).execute(ctx, { requestId, ...told }));
  },
});

const tested = (plan: InspectionPlan): Deed => ({
  at: china(after(plan, REPORT_DAYS), HOURS.reported),
  as: 'inspector',
  needs: 'inspection:record',
  name: `recordLaboratoryResults ${plan.batch}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = {
      inspectionId: names.id('inspection', plan.batch),
      ...LABORATORY,
      reportNumber: `DEMO-LAB-${plan.batch}`,
      testedOn: on(after(plan, REPORT_DAYS - 1)),
      results: [...TESTED, ...(plan.alsoTested ?? [])].map(({ substance, found, loq }) => {
        const mgPerKg = plan.residues?.[substance] ?? found;
        return {
          substance,
          mgPerKg: mgPerKg === null ? null : decimal(mgPerKg),
          limitOfQuantification: decimal(loq),
        };
      }),
    };
    await done(command(RecordLaboratoryResults).execute(ctx, { requestId, ...told }));
  },
});

const signed = (plan: InspectionPlan): Deed => ({
  at: china(after(plan, REPORT_DAYS), HOURS.signed),
  as: 'inspector',
  needs: 'inspection:sign',
  name: `signInspection ${plan.batch}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = {
      inspectionId: names.id('inspection', plan.batch),
      verdict: 'PASS' as const,
      remarks: plan.remarks ?? null,
    };
    await done(command(SignInspection).execute(ctx, { requestId, ...told }));
  },
});
