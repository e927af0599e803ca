import { kg } from '../../kernel/mass.js';
import { CorrectHarvest } from '../../modules/batches/commands/correct-harvest.js';
import { RequestInspection } from '../../modules/inspections/commands/request-inspection.js';
import { OpenRecall } from '../../modules/trace/commands/open-recall.js';
import { china, HOURS } from '../plan/calendar.js';
import { organisationOf } from '../plan/people.js';
import { CORRECTION, LOOK_AGAIN, RECALL } from '../plan/troubles.js';
import { done, type Deed } from '../runner/deed.js';

/** What came out later: decay in the market, and a harvest written down twice. */
export const troubleDeeds = (): Deed[] => [
  {
    at: china(RECALL.on, HOURS.lotMoved),
    as: RECALL.by,
    needs: 'recall:open',
    name: `openRecall ${RECALL.batch}`,
    give: async ({ ctx, requestId, names, command }) => {
      const told = { batchId: names.id('batch', RECALL.batch), reason: RECALL.reason };
      await done(command(OpenRecall).execute(ctx, { requestId, ...told }));
    },
  },
  {
    at: china(LOOK_AGAIN.on, HOURS.inspectionAsked),
    as: LOOK_AGAIN.by,
    needs: 'inspection:request',
    name: `requestInspection again ${LOOK_AGAIN.batch}`,
    give: async ({ ctx, requestId, names, command }) => {
      const told = {
        batchId: names.id('batch', LOOK_AGAIN.batch),
        inspectionBodyId: names.id('organisation', organisationOf('inspector').code),
      };
      await done(command(RequestInspection).execute(ctx, { requestId, ...told }));
    },
  },
  {
    at: china(CORRECTION.on, HOURS.office),
    as: CORRECTION.by,
    needs: 'batch:correct',
    name: `correctHarvest ${CORRECTION.batch}`,
    give: async ({ ctx, requestId, names, command }) => {
      const told = {
        batchId: names.id('batch', CORRECTION.batch),
        massGrams: kg(CORRECTION.kg),
        reason: CORRECTION.reason,
      };
      await done(command(CorrectHarvest).execute(ctx, { requestId, ...told }));
    },
  },
];
