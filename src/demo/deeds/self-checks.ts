import { decimal } from '../../kernel/decimal.js';
import { RecordDefects } from '../../modules/inspections/commands/record-defects.js';
import { RecordSample } from '../../modules/inspections/commands/record-sample.js';
import { SignInspection } from '../../modules/inspections/commands/sign-inspection.js';
import { StartSelfCheck } from '../../modules/inspections/commands/start-self-check.js';
import type { DefectCount } from '../../modules/standards/domain/defect-tally.js';
import type { Permission } from '../../infrastructure/auth/permissions.js';
import { china, HOURS, on } from '../plan/calendar.js';
import { packedBatch } from '../plan/campaign-figures.js';
import { done, type Deed } from '../runner/deed.js';

const BATCH = 'P2526-Z12';
const PACKED_ON = '2026-02-27';
const NAME = `${BATCH} self-check`;

/** Found in five cartons of fifty, one after the other: invented, and within every tolerance of the product's rules. */
const CARTONS: readonly (readonly DefectCount[])[] = [
  [{ kind: 'SKIN_HEALED', reaches: 'II', amount: 2 }],
  [],
  [{ kind: 'COLOURING', reaches: 'II', amount: 1 }],
  [{ kind: 'OUT_OF_SIZE', reaches: null, amount: 2 }],
  [{ kind: 'SHAPE', reaches: 'II', amount: 1 }],
];
const FRUITS = 50;

/** A packhouse checks a batch itself before it asks for the inspection: what it finds never speaks for its own fruit. */
export const selfCheckDeeds = (): Deed[] => [
  deed('startSelfCheck', 'inspection:record', async ({ ctx, requestId, names, command }) => {
    const batchId = names.id('batch', BATCH);
    const { inspectionId } = await done(command(StartSelfCheck).execute(ctx, { requestId, batchId }));
    names.keep('inspection', NAME, inspectionId);
  }),
  deed('recordSample', 'inspection:record', async ({ ctx, requestId, names, command }) => {
    const inspectionId = names.id('inspection', NAME);
    const cartons = CARTONS.length;
    const places = [
      { layer: 'TOP' as const, cartons: 2 },
      { layer: 'MIDDLE' as const, cartons: 1 },
      { layer: 'BOTTOM' as const, cartons: 2 },
    ];
    const told = { inspectionId, sampledOn: on(PACKED_ON), cartons, fruits: cartons * FRUITS, places };
    await done(command(RecordSample).execute(ctx, { requestId, ...told }));
  }),
  deed('recordDefects', 'inspection:record', async ({ ctx, requestId, names, command }) => {
    const inspectionId = names.id('inspection', NAME);
    const counts = CARTONS.map((defects, i) => ({
      cartons: 1,
      examined: FRUITS,
      nonconformingCartons: 0,
      // Within size code 6, 70 to 80 mm.
      smallestMillimetres: decimal(`7${i}.5`),
      largestMillimetres: decimal(`7${i + 4}`),
      defects,
    }));
    await done(command(RecordDefects).execute(ctx, { requestId, inspectionId, basis: 'NUMBER', counts }));
  }),
  deed('signInspection', 'inspection:sign', async ({ ctx, requestId, names, command }) => {
    const inspectionId = names.id('inspection', NAME);
    await done(command(SignInspection).execute(ctx, { requestId, inspectionId, verdict: 'PASS' }));
  }),
];

const deed = (name: string, needs: Permission, give: Deed['give']): Deed => ({
  at: china(PACKED_ON, HOURS.selfChecked),
  as: packedBatch(BATCH).campaign.packer,
  needs,
  name: `${name} ${NAME}`,
  give,
});
