import { addDays } from '../../kernel/local-date.js';
import { kg } from '../../kernel/mass.js';
import { ConsignBatch } from '../../modules/batches/commands/consign-batch.js';
import { ProcessBatches } from '../../modules/batches/commands/process-batches.js';
import { ReceiveBatch } from '../../modules/batches/commands/receive-batch.js';
import { china, HOURS, on } from '../plan/calendar.js';
import { cullCode, gradingFor } from '../plan/campaign-figures.js';
import type { CampaignPlan } from '../plan/campaign-plan.js';
import { CAMPAIGNS } from '../plan/campaigns.js';
import { ticketFor, type TicketFigures } from '../plan/masses.js';
import { organisationOf } from '../plan/people.js';
import { SECONDS, type SecondsPlan } from '../plan/seconds.js';
import { done, type Deed } from '../runner/deed.js';

/** Seconds go to the processor, who weighs them in and makes something of them on the next day. */
export const processingDeeds = (): Deed[] =>
  SECONDS.flatMap((seconds) => [
    ...seconds.from.flatMap((campaign) => [sent(seconds, campaign), weighedIn(seconds, campaign)]),
    processed(seconds),
  ]);

const receivedCode = (campaign: string): string => `R2526-${campaign}-SECONDS`;

function campaignOf(code: string): CampaignPlan {
  const campaign = CAMPAIGNS.find((each) => each.code === code);
  if (!campaign) throw new Error(`the plan has no campaign ${code}`);
  return campaign;
}

function ticketOf(code: string): TicketFigures & { readonly netKg: number } {
  const { cullGrams } = gradingFor(campaignOf(code));
  if (cullGrams === null) throw new Error(`campaign ${code} leaves no seconds`);
  return ticketFor(cullGrams / 1000);
}

const sent = ({ sentOn }: SecondsPlan, campaign: string): Deed => ({
  at: china(sentOn, HOURS.office),
  as: campaignOf(campaign).packer,
  needs: 'batch:consign',
  name: `consignBatch ${cullCode(campaign)}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = {
      batchId: names.id('batch', cullCode(campaign)),
      consignedToId: names.id('organisation', organisationOf('processor').code),
    };
    await done(command(ConsignBatch).execute(ctx, { requestId, ...told }));
  },
});

const weighedIn = ({ sentOn }: SecondsPlan, campaign: string): Deed => ({
  at: china(sentOn, HOURS.weighedIn),
  as: 'processor',
  needs: 'batch:receive',
  name: `receiveBatch ${receivedCode(campaign)}`,
  give: async ({ ctx, requestId, names, command }) => {
    const { netKg: _, ...figures } = ticketOf(campaign);
    const told = {
      batchId: names.id('batch', cullCode(campaign)),
      ticket: { number: `DEMO-BD-${receivedCode(campaign)}`, ...figures },
      weighedAt: ctx.now,
      code: receivedCode(campaign),
    };
    const { batchId } = await done(command(ReceiveBatch).execute(ctx, { requestId, ...told }));
    names.keep('batch', told.code, batchId);
  },
});

const processed = ({ from, sentOn, product, yieldPercent }: SecondsPlan): Deed => ({
  at: china(addDays(on(sentOn), 1), HOURS.graded),
  as: 'processor',
  needs: 'batch:process',
  name: `processBatches ${product}`,
  give: async ({ ctx, requestId, names, command }) => {
    const netKg = from.reduce((sum, campaign) => sum + ticketOf(campaign).netKg, 0);
    const made = Math.floor((netKg * yieldPercent) / 100);
    const told = {
      performedAt: ctx.now,
      draws: from.map((campaign) => ({
        batchId: names.id('batch', receivedCode(campaign)),
        massGrams: kg(ticketOf(campaign).netKg),
      })),
      outputs: [{ massGrams: kg(made), code: product }],
      discardedGrams: kg(netKg - made),
      lossGrams: kg(0),
    };
    const { batchIds } = await done(command(ProcessBatches).execute(ctx, { requestId, ...told }));
    names.keep('batch', product, batchIds[0]!);
  },
});
