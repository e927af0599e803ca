import { Field, ObjectType } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { Reason, reasonOf, Refused } from '../../graphql/refused.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import type { AnyRefusal } from '../../kernel/refusal.js';
import type { Finding } from '../standards/domain/finding.js';
import { FindingType } from './finding.types.js';

@ObjectType({
  implements: () => [Reason],
  description: 'A rule that is not met, with its findings on each batch or plot.',
})
export class RequirementNotMet extends Reason {
  @Field(() => [FindingType], {
    complexity: expectedRows(10),
    description: 'The findings that stand against it: FAIL or INDETERMINATE.',
  })
  findings!: FindingType[];
}

/** Refusals of a lot's commands; those that rest on findings carry them. */
export const lotRefused = (ctx: Ctx, refusals: readonly AnyRefusal[]): Refused =>
  Object.assign(new Refused(), { reasons: refusals.map((refusal) => lotReason(ctx, refusal)) });

function lotReason(ctx: Ctx, refusal: AnyRefusal): Reason {
  const reason = reasonOf(ctx, refusal);
  if (refusal.code !== 'REQUIREMENT_NOT_MET') return reason;
  const { findings } = refusal.values as { findings: readonly Finding[] };
  return Object.assign(new RequirementNotMet(), reason, {
    findings: findings.map((finding) => FindingType.of(ctx.language, finding)),
  });
}
