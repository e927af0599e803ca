import { StoreAttachment } from '../../modules/attachments/commands/store-attachment.js';
import { ConfirmProductLabel } from '../../modules/growing/commands/confirm-product-label.js';
import { EnterProductLabel } from '../../modules/growing/commands/enter-product-label.js';
import { RecordSpray } from '../../modules/growing/commands/record-spray.js';
import { RecordWork } from '../../modules/growing/commands/record-work.js';
import { china, HOURS } from '../plan/calendar.js';
import { LATE_SPRAY, SPRAYS, WORK, type SprayPlan, type WorkPlan } from '../plan/growing.js';
import { labelPicture } from '../plan/label-picture.js';
import { LABEL_CROP, LABELS, type LabelPlan } from '../plan/labels.js';
import { done, type Deed } from '../runner/deed.js';

/** Labels are entered once, with a picture that stands in for a photograph, and confirmed once; then every spray, plot by plot, and the one that was entered late. */
export const growingDeeds = (): Deed[] => [
  ...LABELS.flatMap((label) => [photographed(label), entered(label), ...confirmed(label)]),
  ...WORK.map(worked),
  ...[...SPRAYS, LATE_SPRAY].flatMap((spray) => spray.plots.map((plot) => sprayed(spray, plot))),
];

const photographed = ({ number }: LabelPlan): Deed => ({
  at: china('2025-09-10', '08:55'),
  as: 'coop-zizhong-officer',
  needs: 'attachment:store',
  name: `storeAttachment ${number}`,
  give: async ({ ctx, requestId, names, command, keepFile }) => {
    const arrived = await keepFile(labelPicture(number));
    const file = { ...arrived, mediaType: 'image/png' as const, fileName: `${number} 示范 DEMO.png` };
    const { attachmentId } = await done(command(StoreAttachment).execute(ctx, file, requestId));
    names.keep('photograph', number, attachmentId);
  },
});

const entered = (plan: LabelPlan): Deed => ({
  at: china('2025-09-10', '09:00'),
  as: 'coop-zizhong-officer',
  needs: 'label:enter',
  name: `enterProductLabel ${plan.number}`,
  give: async ({ ctx, requestId, names, command }) => {
    const { number, confirmedBy: _, ...label } = plan;
    const photographId = names.id('photograph', number);
    const told = { registrationNumber: number, crop: LABEL_CROP, ...label, photographId };
    const { productLabelId } = await done(command(EnterProductLabel).execute(ctx, { requestId, ...told }));
    names.keep('label', number, productLabelId);
  },
});

const confirmed = ({ number, confirmedBy }: LabelPlan): Deed[] =>
  confirmedBy === null
    ? []
    : [
        {
          at: china('2025-09-12', '09:00'),
          as: confirmedBy,
          needs: 'label:confirm',
          name: `confirmProductLabel ${number}`,
          give: async ({ ctx, requestId, names, command }) => {
            const productLabelId = names.id('label', number);
            await done(command(ConfirmProductLabel).execute(ctx, { requestId, productLabelId }));
          },
        },
      ];

const worked = (plan: WorkPlan): Deed => ({
  at: china(plan.on, HOURS.sprayEntered),
  as: plan.by,
  needs: 'growing:record',
  name: `recordWork ${plan.kind} ${plan.plot}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = {
      plotId: names.id('plot', plan.plot),
      kind: plan.kind,
      performedAt: china(plan.on, HOURS.sprayed),
      note: plan.note,
    };
    await done(command(RecordWork).execute(ctx, { requestId, ...told }));
  },
});

const sprayed = (plan: SprayPlan, plot: string): Deed => ({
  at: china(plan.enteredOn ?? plan.on, HOURS.sprayEntered),
  as: plan.by,
  needs: 'growing:record',
  name: `recordSpray ${plan.label} ${plot}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = {
      plotId: names.id('plot', plot),
      performedAt: china(plan.on, HOURS.sprayed),
      productLabelId: names.id('label', plan.label),
      target: plan.target,
    };
    await done(command(RecordSpray).execute(ctx, { requestId, ...told }));
  },
});
