import { kg } from '../../kernel/mass.js';
import { CorrectHarvest } from '../../modules/batches/commands/correct-harvest.js';
import { OpenRecall } from '../../modules/trace/commands/open-recall.js';
import { china, HOURS } from '../plan/calendar.js';
import { CORRECTION, RECALL } from '../plan/troubles.js';
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
