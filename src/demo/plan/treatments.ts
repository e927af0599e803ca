import { CAMPAIGNS } from './campaigns.js';
import type { CampaignPlan } from './campaign-plan.js';

/** A bath of the packing line, through which the graded fruit of one campaign went. */
export interface TreatmentPlan {
  readonly campaign: CampaignPlan;
  readonly line: string;
  /** Number of the label. */
  readonly label: string;
  /** mg/L, invented and round. */
  readonly concentration: string;
}

/** Lines by packhouse. */
const LINE = { packhouse: 'LINE-1', 'packhouse-two': 'LINE-A' } as const;
/** For the European Union, whose limit of prochloraz is the limit of determination: fruit dipped in it cannot go there. */
const DIPPED_IN_PROCHLORAZ = 'R04';

const bath = (campaign: CampaignPlan, label: string): TreatmentPlan => ({
  campaign,
  line: LINE[campaign.packer],
  label,
  concentration: '500',
});

/** Every campaign is dipped on the day it was graded, one of them in a second bath too. */
export const TREATMENTS: readonly TreatmentPlan[] = CAMPAIGNS.flatMap((campaign) => [
  bath(campaign, 'DEMO-PD-05'),
  ...(campaign.code === DIPPED_IN_PROCHLORAZ ? [bath(campaign, 'DEMO-PD-06')] : []),
]);
