import { Query, Resolver } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { HEAVY_JUDGING } from '../../graphql/judging-work.js';
import { Requires } from '../../infrastructure/auth/access.js';
import { actorOf, type Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { OpenStepsReader } from './open-steps.reader.js';
import { OpenStepType } from './open-steps.types.js';

@Resolver()
export class OpenStepsResolver {
  constructor(private readonly reader: OpenStepsReader) {}

  @Query(() => [OpenStepType], {
    complexity: (told) => HEAVY_JUDGING + Number(expectedRows(100)(told)),
    description:
      'What your organisation can do itself so that fruit of yours which has not left may go on: of the 300 packed batches that leave first, judged now by legal and contract rules, and for an exporter and the base office what 300 lots themselves lack, as they were last judged. A cooperative is told of its own plots alone. Cooperatives and packhouses are told also of the 300 batches picked or weighed in last that are not packed yet, cooperatives of the 300 newest plots sprayed this season and not picked yet: by the rules of the harvest, of holds, and of registrations that markets ask for.',
  })
  @Requires('batch:read')
  async openSteps(@Ctx() ctx: Context): Promise<OpenStepType[]> {
    const steps = await this.reader.read(ctx);
    const isGrower = actorOf(ctx).organisationKind === 'COOPERATIVE';
    return steps
      .map((step) => OpenStepType.of(ctx.language, step, isGrower))
      .sort((a, b) => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9'));
  }
}
