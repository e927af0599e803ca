import type { CampaignPlan } from './campaign-plan.js';
import { FEBRUARY } from './campaigns-february.js';
import { JANUARY } from './campaigns-january.js';

/**
 * The fruit of the season, by the day it was picked. A campaign is named after the county it grew in (Z: Zizhong,
 * R: Rongchang, M: both) and the lot it was meant for.
 */
export const CAMPAIGNS: readonly CampaignPlan[] = [...JANUARY, ...FEBRUARY];
