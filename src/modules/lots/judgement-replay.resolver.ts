import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { IdPipe } from '../../graphql/id.pipe.js';
import { judgingWork } from '../../graphql/judging-work.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { JudgementReplay } from './judgement-replay.js';
import { JudgementReplayType } from './judgement-replay.types.js';

/** A lot of up to two hundred batches, judged once more. */
const WORK = 2_000;

@Resolver()
export class JudgementReplayResolver {
  constructor(private readonly replay: JudgementReplay) {}

  @Query(() => JudgementReplayType, {
    complexity: judgingWork(WORK),
    nullable: true,
    description:
      'Judges a stored judgement of a lot again, from the facts and versions it was made by, and says whether the same comes out; also long after it left. Nothing where you may not see it.',
  })
  @Requires('lot:read')
  async judgementReplay(
    @Ctx() ctx: Context,
    @Args('judgementId', { type: () => ID, description: 'The judgement.' }, IdPipe) judgementId: string,
  ): Promise<JudgementReplayType | null> {
    const found = await this.replay.compared(ctx, judgementId);
    return found && JudgementReplayType.of(found);
  }
}
