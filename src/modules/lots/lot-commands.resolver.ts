import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { resultUnion, type Refused } from '../../graphql/refused.js';
import type { LotId } from '../../kernel/ids.js';
import type { AnyRefusal } from '../../kernel/refusal.js';
import type { Result } from '../../kernel/result.js';
import { AllocateToLot } from './commands/allocate-to-lot.js';
import { ChangeLotPlan } from './commands/change-lot-plan.js';
import { JudgeLot } from './commands/judge-lot.js';
import { MoveLot } from './commands/move-lot.js';
import { OpenLot } from './commands/open-lot.js';
import { RecordLotDocument } from './commands/record-lot-document.js';
import { WithdrawFromLot } from './commands/withdraw-from-lot.js';
import { lotRefused } from './lot-refused.js';
import {
  AllocateToLotInput,
  ChangeLotPlanInput,
  JudgeLotInput,
  LotPayload,
  MoveLotInput,
  OpenLotInput,
  RecordLotDocumentInput,
  WithdrawFromLotInput,
} from './lot.inputs.js';
import { LotQueries } from './lot.queries.js';
import { LotType } from './lot.types.js';

const OpenLotResult = resultUnion('OpenLotResult', () => LotPayload);
const ChangeLotPlanResult = resultUnion('ChangeLotPlanResult', () => LotPayload);
const AllocateToLotResult = resultUnion('AllocateToLotResult', () => LotPayload);
const WithdrawFromLotResult = resultUnion('WithdrawFromLotResult', () => LotPayload);
const JudgeLotResult = resultUnion('JudgeLotResult', () => LotPayload);
const MoveLotResult = resultUnion('MoveLotResult', () => LotPayload);
const RecordLotDocumentResult = resultUnion('RecordLotDocumentResult', () => LotPayload);

type Answer = Promise<LotPayload | Refused>;

@Resolver()
export class LotCommandsResolver {
  constructor(
    private readonly queries: LotQueries,
    private readonly open: OpenLot,
    private readonly plan: ChangeLotPlan,
    private readonly allocate: AllocateToLot,
    private readonly withdraw: WithdrawFromLot,
    private readonly judging: JudgeLot,
    private readonly move: MoveLot,
    private readonly document: RecordLotDocument,
  ) {}

  @Mutation(() => OpenLotResult, { description: 'Opens an empty joint lot for one of your channels.' })
  @Requires('lot:open')
  async openLot(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The channel and the day of departure.' }) input: OpenLotInput,
  ): Answer {
    return this.answer(ctx, await this.open.execute(ctx, input));
  }

  @Mutation(() => ChangeLotPlanResult, {
    description:
      'Plans another day of departure for a lot that has not left, and judges it again by that day.',
  })
  @Requires('lot:open')
  async changeLotPlan(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The lot and the day.' }) input: ChangeLotPlanInput,
  ): Answer {
    return this.answer(ctx, await this.plan.execute(ctx, input));
  }

  @Mutation(() => AllocateToLotResult, {
    description: 'Takes cartons of a packed batch into an open lot; never more than there are.',
  })
  @Requires('lot:allocate')
  async allocateToLot(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The lot, the batch and how many cartons.' }) input: AllocateToLotInput,
  ): Answer {
    return this.answer(ctx, await this.allocate.execute(ctx, input));
  }

  @Mutation(() => WithdrawFromLotResult, { description: 'Takes a batch out of an open lot again.' })
  @Requires('lot:allocate')
  async withdrawFromLot(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The lot and the batch.' }) input: WithdrawFromLotInput,
  ): Answer {
    return this.answer(ctx, await this.withdraw.execute(ctx, input));
  }

  @Mutation(() => JudgeLotResult, { description: 'Makes the four checks of a lot by what is recorded now.' })
  @Requires('lot:judge')
  async judgeLot(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The lot and the stage.' }) input: JudgeLotInput,
  ): Answer {
    return this.answer(ctx, await this.judging.execute(ctx, input));
  }

  @Mutation(() => MoveLotResult, {
    description:
      'Moves a lot on its way. It is judged afresh first, and refused with every reason while a gating finding is neither PASS nor released 凭…放行, or a hold lies over it.',
  })
  @Requires('lot:move')
  async moveLot(
    @Ctx() ctx: Context,
    @Args('input', { description: 'Where to, with what that move asks for.' }) input: MoveLotInput,
  ): Answer {
    const { occurredAt, ...told } = input;
    return this.answer(ctx, await this.move.execute(ctx, { ...told, ...(occurredAt ? { occurredAt } : {}) }));
  }

  @Mutation(() => RecordLotDocumentResult, { description: 'Records a document that goes with a lot.' })
  @Requires('lot:move')
  async recordLotDocument(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The lot and the document.' }) input: RecordLotDocumentInput,
  ): Answer {
    return this.answer(ctx, await this.document.execute(ctx, input));
  }

  private async answer(ctx: Context, result: Result<{ lotId: LotId }, AnyRefusal[]>): Answer {
    if (!result.ok) return lotRefused(ctx, result.error);
    const view = await this.queries.find(ctx, { id: result.value.lotId });
    if (!view) throw new Error('the lot just written is not visible to its exporter');
    return Object.assign(new LotPayload(), { lot: LotType.of(ctx, view) });
  }
}
