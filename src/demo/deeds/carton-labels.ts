import { StoreAttachment } from '../../modules/attachments/commands/store-attachment.js';
import { ApproveLabelDesign } from '../../modules/brands/commands/approve-label-design.js';
import { RecordLabelUse } from '../../modules/brands/commands/record-label-use.js';
import { ConfirmLabelDesign } from '../../modules/brands/commands/settle-label-design.js';
import { china, HOURS, on } from '../plan/calendar.js';
import { daysAfterPicking, packedBatch } from '../plan/campaign-figures.js';
import { LABEL_DESIGN, LABELLED } from '../plan/carton-labels.js';
import { labelPicture } from '../plan/label-picture.js';
import { LICENSED_FROM, LICENSED_TO } from '../plan/trade.js';
import { done, type Deed } from '../runner/deed.js';

const DAY = '2025-09-09';

/** One of the base office enters what labels look like, another confirms it, and the packhouse says what they were put on. */
export const labelDeeds = (): Deed[] => [drawn, entered, confirmed, ...LABELLED.map(used)];

const drawn: Deed = {
  at: china(DAY, '10:00'),
  as: LABEL_DESIGN.enteredBy,
  needs: 'attachment:store',
  name: `storeAttachment ${LABEL_DESIGN.code}`,
  give: async ({ ctx, requestId, names, command, keepFile }) => {
    const { code } = LABEL_DESIGN;
    const arrived = await keepFile(labelPicture(code));
    const file = { ...arrived, mediaType: 'image/png' as const, fileName: `${code} 示范 DEMO.png` };
    const { attachmentId } = await done(command(StoreAttachment).execute(ctx, file, requestId));
    names.keep('photograph', code, attachmentId);
  },
};

const entered: Deed = {
  at: china(DAY, '10:10'),
  as: LABEL_DESIGN.enteredBy,
  needs: 'licence:manage',
  name: `approveLabelDesign ${LABEL_DESIGN.code}`,
  give: async ({ ctx, requestId, names, command }) => {
    const { code, organisation, market, marks, texts } = LABEL_DESIGN;
    const told = {
      code,
      brandCode: 'JOINT',
      organisationId: names.id('organisation', organisation),
      marketCode: market,
      marks,
      texts,
      artworkId: names.id('photograph', code),
      validFrom: on(LICENSED_FROM),
      validTo: on(LICENSED_TO),
    };
    const { labelDesignId } = await done(command(ApproveLabelDesign).execute(ctx, { requestId, ...told }));
    names.keep('label design', code, labelDesignId);
  },
};

const confirmed: Deed = {
  at: china(DAY, '15:00'),
  as: LABEL_DESIGN.confirmedBy,
  needs: 'licence:manage',
  name: `confirmLabelDesign ${LABEL_DESIGN.code}`,
  give: async ({ ctx, requestId, names, command }) => {
    const labelDesignId = names.id('label design', LABEL_DESIGN.code);
    await done(command(ConfirmLabelDesign).execute(ctx, { requestId, labelDesignId }));
  },
};

const used = (batch: string): Deed => {
  const { campaign } = packedBatch(batch);
  return {
    at: china(daysAfterPicking(campaign, 2), HOURS.labelled),
    as: campaign.packer,
    needs: 'batch:pack',
    name: `recordLabelUse ${batch}`,
    give: async ({ ctx, requestId, names, command }) => {
      const told = {
        batchId: names.id('batch', batch),
        labelDesignId: names.id('label design', LABEL_DESIGN.code),
      };
      await done(command(RecordLabelUse).execute(ctx, { requestId, ...told }));
    },
  };
};
