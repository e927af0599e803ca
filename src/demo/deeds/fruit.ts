import { kg, sumGrams } from '../../kernel/mass.js';
import { currency, fen } from '../../kernel/money.js';
import { ConsignBatch } from '../../modules/batches/commands/consign-batch.js';
import { GradeBatches } from '../../modules/batches/commands/grade-batches.js';
import { PackBatches } from '../../modules/batches/commands/pack-batches.js';
import { ReceiveBatch } from '../../modules/batches/commands/receive-batch.js';
import { RecordHarvest } from '../../modules/batches/commands/record-harvest.js';
import { china, HOURS } from '../plan/calendar.js';
import {
  cartonsFor,
  certificateOf,
  cullCode,
  daysAfterPicking,
  gradedCode,
  gradingFor,
  harvestCode,
  packedCertificateOf,
  plotOf,
  receivedCode,
  weighed,
} from '../plan/campaign-figures.js';
import type { CampaignPlan, PackedPlan, PickingPlan } from '../plan/campaign-plan.js';
import { CAMPAIGNS } from '../plan/campaigns.js';
import { SIZE_CODE } from '../plan/inspections.js';
import { palletsOf } from '../plan/masses.js';
import { organisationOf } from '../plan/people.js';
import { done, type Deed } from '../runner/deed.js';

/** An invented, round price, so that a settlement can be seen by its two parties and by nobody else. */
const SETTLEMENT = { pricePerKg: { amount: fen(600), currency: currency('CNY') } };
/** No packed batch fills so many pallets. */
const SERIALS_PER_BATCH = 20;

/** Picked and weighed in on one day, graded on the next, packed and sent on the day after. */
export const fruitDeeds = (): Deed[] =>
  CAMPAIGNS.flatMap((campaign) => [
    ...campaign.pickings.flatMap((picking, i) => [
      picked(campaign, picking, i),
      weighedIn(campaign, picking, i),
    ]),
    graded(campaign),
    packed(campaign),
    ...campaign.packed.map((batch) => consigned(campaign, batch)),
  ]);

const picked = ({ code, pickedOn, packer }: CampaignPlan, picking: PickingPlan, i: number): Deed => ({
  at: china(pickedOn, HOURS.harvestEntered),
  as: picking.by ?? plotOf(picking).by,
  needs: 'batch:harvest',
  name: `recordHarvest ${harvestCode(code, i)}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = {
      plotId: names.id('plot', picking.plot),
      harvestedAt: china(pickedOn, HOURS.picked),
      massGrams: kg(picking.kg),
      code: harvestCode(code, i),
      consignedToId: names.id('organisation', organisationOf(packer).code),
      onBehalfOfId: picking.onBehalfOf ? names.id('grower', picking.onBehalfOf) : null,
      certificateNumber: certificateOf(code, i),
    };
    const { batchId } = await done(command(RecordHarvest).execute(ctx, { requestId, ...told }));
    names.keep('batch', told.code, batchId);
  },
});

const weighedIn = ({ code, pickedOn, packer }: CampaignPlan, picking: PickingPlan, i: number): Deed => ({
  at: china(pickedOn, HOURS.weighedIn),
  as: packer,
  needs: 'batch:receive',
  name: `receiveBatch ${receivedCode(code, i)}`,
  give: async ({ ctx, requestId, names, command }) => {
    const { netKg: _, ...figures } = weighed(picking);
    const told = {
      batchId: names.id('batch', harvestCode(code, i)),
      ticket: { number: `DEMO-BD-${receivedCode(code, i)}`, ...figures },
      weighedAt: ctx.now,
      code: receivedCode(code, i),
      differenceReason: picking.short?.reason ?? null,
      certificateNumber: certificateOf(code, i),
      settlement: SETTLEMENT,
    };
    const { batchId } = await done(command(ReceiveBatch).execute(ctx, { requestId, ...told }));
    names.keep('batch', told.code, batchId);
  },
});

const graded = (campaign: CampaignPlan): Deed => ({
  at: china(daysAfterPicking(campaign, 1), HOURS.graded),
  as: campaign.packer,
  needs: 'batch:grade',
  name: `gradeBatches ${gradedCode(campaign.code)}`,
  give: async ({ ctx, requestId, names, command }) => {
    const { code, pickings } = campaign;
    const { gradedGrams, cullGrams, discardedGrams, lossGrams } = gradingFor(campaign);
    const told = {
      performedAt: ctx.now,
      draws: pickings.map((picking, i) => ({
        batchId: names.id('batch', receivedCode(code, i)),
        massGrams: kg(weighed(picking).netKg),
      })),
      outputs: [
        { massGrams: gradedGrams, code: gradedCode(code), class: campaign.class, sizeCode: SIZE_CODE },
      ],
      culls: cullGrams === null ? [] : [{ massGrams: cullGrams, code: cullCode(code) }],
      discardedGrams,
      lossGrams,
    };
    const { batchIds } = await done(command(GradeBatches).execute(ctx, { requestId, ...told }));
    [...told.outputs, ...told.culls].forEach((output, i) => names.keep('batch', output.code, batchIds[i]!));
  },
});

const packed = (campaign: CampaignPlan): Deed => ({
  at: china(daysAfterPicking(campaign, 2), HOURS.packed),
  as: campaign.packer,
  needs: 'batch:pack',
  name: `packBatches ${campaign.packed.map(({ code }) => code).join(' ')}`,
  give: async ({ ctx, requestId, names, command }) => {
    const { market, registration, packed: batches } = campaign;
    const cartons = batches.map((batch) => cartonsFor(campaign, batch));
    const serial = CAMPAIGNS.indexOf(campaign) * SERIALS_PER_BATCH * 2 + 1;
    const told = {
      performedAt: ctx.now,
      marketCode: market,
      registrationId: registration === null ? null : names.id('registration', registration),
      draws: [
        {
          batchId: names.id('batch', gradedCode(campaign.code)),
          massGrams: sumGrams(cartons.map((each) => each.drawnGrams)),
        },
      ],
      outputs: batches.map(({ code, indication }, i) => ({
        code,
        massGrams: cartons[i]!.massGrams,
        cartonCount: cartons[i]!.count,
        class: campaign.class,
        sizeCode: SIZE_CODE,
        brandCode: campaign.brand ?? null,
        geographicalIndicationCode: indication ?? campaign.indication ?? null,
        certificateNumber: packedCertificateOf(code),
        pallets: palletsOf(cartons[i]!.count, serial + i * SERIALS_PER_BATCH),
      })),
      discardedGrams: kg(0),
      lossGrams: kg(0),
    };
    const { batchIds } = await done(command(PackBatches).execute(ctx, { requestId, ...told }));
    batches.forEach(({ code }, i) => names.keep('batch', code, batchIds[i]!));
  },
});

const consigned = (campaign: CampaignPlan, { code, for: exporter }: PackedPlan): Deed => ({
  at: china(daysAfterPicking(campaign, 2), HOURS.consigned),
  as: campaign.packer,
  needs: 'batch:consign',
  name: `consignBatch ${code}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = {
      batchId: names.id('batch', code),
      consignedToId: names.id('organisation', organisationOf(exporter).code),
    };
    await done(command(ConsignBatch).execute(ctx, { requestId, ...told }));
  },
});
