import { AgreeToRelease } from '../../modules/lots/commands/agree-to-release.js';
import { ProposeRelease } from '../../modules/lots/commands/propose-release.js';
import { china, HOURS, on } from '../plan/calendar.js';
import {
  RELEASE_AGREED_BY,
  RELEASE_PROPOSED_BY,
  RELEASED_UNTIL,
  RELEASES,
  type ReleasePlan,
} from '../plan/releases.js';
import { done, type Deed } from '../runner/deed.js';

/** Two people of the base office let a lot pass what nobody could decide, on the strength of a reply. */
export const releaseDeeds = (): Deed[] => RELEASES.flatMap((plan) => [proposed(plan), agreed(plan)]);

const nameOf = ({ lot, rule }: ReleasePlan): string => `${lot} ${rule}`;

const proposed = (plan: ReleasePlan): Deed => ({
  at: china(plan.on, HOURS.releaseProposed),
  as: RELEASE_PROPOSED_BY,
  needs: 'lot:release',
  name: `proposeRelease ${nameOf(plan)}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = {
      lotId: names.id('lot', plan.lot),
      ruleCode: plan.rule,
      subjectType: 'BATCH' as const,
      subjectId: names.id('batch', plan.batch),
      reasonCode: 'AUTHORITY_REPLY' as const,
      reason: plan.reason,
      documentReference: plan.document,
      validUntil: on(RELEASED_UNTIL),
    };
    const { releaseId } = await done(command(ProposeRelease).execute(ctx, { requestId, ...told }));
    names.keep('release', nameOf(plan), releaseId);
  },
});

const agreed = (plan: ReleasePlan): Deed => ({
  at: china(plan.on, HOURS.releaseAgreed),
  as: RELEASE_AGREED_BY,
  needs: 'lot:release',
  name: `agreeToRelease ${nameOf(plan)}`,
  give: async ({ ctx, requestId, names, command }) => {
    const releaseId = names.id('release', nameOf(plan));
    await done(command(AgreeToRelease).execute(ctx, { requestId, releaseId }));
  },
});
