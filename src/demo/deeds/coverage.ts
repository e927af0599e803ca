import { decimal } from '../../kernel/decimal.js';
import { StoreAttachment } from '../../modules/attachments/commands/store-attachment.js';
import { RecordResidueCoverage } from '../../modules/coverage/commands/record-residue-coverage.js';
import { SettleResidueCoverage } from '../../modules/coverage/commands/settle-residue-coverage.js';
import { china, on } from '../plan/calendar.js';
import { COVERAGES, type CoveragePlan } from '../plan/coverage.js';
import { reportPaper } from '../plan/report-paper.js';
import { done, type Deed } from '../runner/deed.js';
import { LABORATORY } from './inspections.js';

/** The paper is stored, what it says entered by one person of the base office and confirmed by the other. */
export const coverageDeeds = (): Deed[] =>
  COVERAGES.flatMap((plan) => [scanned(plan), entered(plan), confirmed(plan)]);

const scanned = ({ reportNumber, enteredOn }: CoveragePlan): Deed => ({
  at: china(enteredOn, '10:00'),
  as: 'base',
  needs: 'attachment:store',
  name: `storeAttachment ${reportNumber}`,
  give: async ({ ctx, requestId, names, command, keepFile }) => {
    const arrived = await keepFile(reportPaper(reportNumber));
    const file = {
      ...arrived,
      mediaType: 'application/pdf' as const,
      fileName: `${reportNumber} 示范 DEMO.pdf`,
    };
    const { attachmentId } = await done(command(StoreAttachment).execute(ctx, file, requestId));
    names.keep('report', reportNumber, attachmentId);
  },
});

const entered = (plan: CoveragePlan): Deed => ({
  at: china(plan.enteredOn, '10:05'),
  as: 'base',
  needs: 'coverage:record',
  name: `recordResidueCoverage ${plan.reportNumber}`,
  give: async ({ ctx, requestId, names, command }) => {
    const { reportNumber } = plan;
    const told = {
      ...LABORATORY,
      reportNumber,
      registrationId: names.id('registration', plan.registration),
      sampledOn: on(plan.sampledOn),
      testedOn: on(plan.testedOn),
      coversFrom: on(plan.coversFrom),
      coversTo: on(plan.coversTo),
      results: plan.found.map(({ substance, found, loq }) => ({
        substance,
        mgPerKg: found === null ? null : decimal(found),
        limitOfQuantification: decimal(loq),
      })),
      attachmentIds: [names.id('report', reportNumber)],
    };
    const { coverageId } = await done(command(RecordResidueCoverage).execute(ctx, { requestId, ...told }));
    names.keep('coverage', reportNumber, coverageId);
  },
});

const confirmed = ({ reportNumber, enteredOn }: CoveragePlan): Deed => ({
  at: china(enteredOn, '15:00'),
  as: 'base-two',
  needs: 'coverage:confirm',
  name: `confirmResidueCoverage ${reportNumber}`,
  give: async ({ ctx, requestId, names, command }) => {
    const coverageId = names.id('coverage', reportNumber);
    await done(command(SettleResidueCoverage).confirm(ctx, { requestId, coverageId }));
  },
});
