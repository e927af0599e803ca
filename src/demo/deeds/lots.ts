import { addDays } from '../../kernel/local-date.js';
import { AllocateToLot } from '../../modules/lots/commands/allocate-to-lot.js';
import { JudgeLot } from '../../modules/lots/commands/judge-lot.js';
import { MoveLot } from '../../modules/lots/commands/move-lot.js';
import { OpenLot } from '../../modules/lots/commands/open-lot.js';
import { RecordLotDocument } from '../../modules/lots/commands/record-lot-document.js';
import { china, HOURS, on } from '../plan/calendar.js';
import { LOTS, type LotPlan, type MovePlan } from '../plan/lots.js';
import { tellOf } from '../plan/lot-papers.js';
import { done, type Deed } from '../runner/deed.js';

/** A lot is opened, filled and given its papers; then it moves as far as it may, or is judged and stays. */
export const lotDeeds = (): Deed[] =>
  LOTS.flatMap((lot) => [
    opened(lot),
    ...lot.batches.map((batch) => allocated(lot, batch)),
    ...lot.documents.map((kind) => recorded(lot, kind)),
    ...(lot.moves.length > 0 ? lot.moves.map((move) => moved(lot, move)) : [judged(lot)]),
  ]);

const opened = (lot: LotPlan): Deed => ({
  at: china(lot.openedOn, HOURS.lotOpened),
  as: lot.by,
  needs: 'lot:open',
  name: `openLot ${lot.code}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = {
      code: lot.code,
      channelId: names.id('channel', lot.channel),
      plannedDepartureOn: on(lot.plannedDepartureOn),
    };
    const { lotId } = await done(command(OpenLot).execute(ctx, { requestId, ...told }));
    names.keep('lot', lot.code, lotId);
  },
});

const allocated = (lot: LotPlan, batch: string): Deed => ({
  at: china(lot.readyOn, HOURS.allocated),
  as: lot.by,
  needs: 'lot:allocate',
  name: `allocateToLot ${lot.code} ${batch}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = { lotId: names.id('lot', lot.code), batchId: names.id('batch', batch) };
    await done(command(AllocateToLot).execute(ctx, { requestId, ...told }));
  },
});

const recorded = (lot: LotPlan, kind: LotPlan['documents'][number]): Deed => ({
  at: china(lot.readyOn, HOURS.documents),
  as: lot.by,
  needs: 'lot:move',
  name: `recordLotDocument ${lot.code} ${kind}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = {
      lotId: names.id('lot', lot.code),
      kind,
      number: `DEMO-${kind}-${lot.code}`,
      issuedOn: addDays(on(lot.readyOn), -1),
    };
    await done(command(RecordLotDocument).execute(ctx, { requestId, ...told }));
  },
});

const judged = (lot: LotPlan): Deed => ({
  at: china(lot.readyOn, HOURS.lotMoved),
  as: lot.by,
  needs: 'lot:judge',
  name: `judgeLot ${lot.code}`,
  give: async ({ ctx, requestId, names, command }) => {
    await done(command(JudgeLot).execute(ctx, { requestId, lotId: names.id('lot', lot.code) }));
  },
});

const moved = (lot: LotPlan, move: MovePlan): Deed => ({
  at: china(move.on, HOURS.lotMoved),
  as: lot.by,
  needs: 'lot:move',
  name: `moveLot ${lot.code} ${move.to}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = { lotId: names.id('lot', lot.code), ...tellOf(lot, move) };
    await done(command(MoveLot).execute(ctx, { requestId, ...told }));
  },
});
