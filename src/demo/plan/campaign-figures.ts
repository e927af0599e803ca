import { addDays, type LocalDate } from '../../kernel/local-date.js';
import { on } from './calendar.js';
import type { CampaignPlan, PackedPlan, PickingPlan } from './campaign-plan.js';
import { CAMPAIGNS } from './campaigns.js';
import { PLOTS, type PlotPlan } from './land.js';
import { cartonsOf, gradingOf, ticketFor, type Cartons, type Grading } from './masses.js';

/** Codes, days and masses that follow from a campaign's row. */

const letter = (i: number): string => String.fromCharCode(65 + i);

export const harvestCode = (campaign: string, i: number): string => `H2526-${campaign}${letter(i)}`;
export const receivedCode = (campaign: string, i: number): string => `R2526-${campaign}${letter(i)}`;
export const gradedCode = (campaign: string): string => `G2526-${campaign}`;
export const cullCode = (campaign: string): string => `C2526-${campaign}`;
/** Number of the 承诺达标合格证 that came with a harvest batch. */
export const certificateOf = (campaign: string, i: number): string => `DEMO-HGZ-${campaign}${letter(i)}`;

/** Number of the one the packhouse issues on what it packs. */
export const packedCertificateOf = (batch: string): string => `DEMO-HGZ-${batch}`;

export const daysAfterPicking = ({ pickedOn }: CampaignPlan, days: number): LocalDate =>
  addDays(on(pickedOn), days);

export const plotOf = ({ plot }: PickingPlan): PlotPlan => {
  const found = PLOTS.find(({ code }) => code === plot);
  if (!found) throw new Error(`the plan has no plot ${plot}`);
  return found;
};

export const weighed = ({ kg, short }: PickingPlan) => ticketFor(kg, short?.kg);

export const gradingFor = ({ pickings, packOut }: CampaignPlan): Grading =>
  gradingOf(
    pickings.reduce((sum, picking) => sum + weighed(picking).netKg, 0),
    packOut,
  );

export const cartonsFor = (campaign: CampaignPlan, { share }: PackedPlan): Cartons =>
  cartonsOf(gradingFor(campaign).gradedGrams, share);

/** A packed batch with the campaign it was packed in. */
export function packedBatch(code: string): { campaign: CampaignPlan; batch: PackedPlan } {
  for (const campaign of CAMPAIGNS) {
    const batch = campaign.packed.find((each) => each.code === code);
    if (batch) return { campaign, batch };
  }
  throw new Error(`the plan packs no batch ${code}`);
}
