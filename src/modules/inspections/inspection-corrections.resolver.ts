import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { resultUnion } from '../../graphql/refused.js';
import { CorrectDefects } from './commands/correct-defects.js';
import { CorrectLaboratoryResults } from './commands/correct-laboratory-results.js';
import { CorrectMeasurements } from './commands/correct-measurements.js';
import { SettleResultCorrections } from './commands/settle-result-corrections.js';
import {
  AgreeToResultCorrectionsInput,
  CorrectDefectsInput,
  CorrectLaboratoryResultsInput,
  CorrectMeasurementsInput,
  DeclineResultCorrectionsInput,
  VoidDefectsInput,
  VoidLaboratoryResultsInput,
  VoidMeasurementsInput,
} from './correction.inputs.js';
import { InspectionAnswers, type InspectionAnswer } from './inspection-answers.js';
import { InspectionPayload } from './inspection.inputs.js';

const CorrectMeasurementsResult = resultUnion('CorrectMeasurementsResult', () => InspectionPayload);
const VoidMeasurementsResult = resultUnion('VoidMeasurementsResult', () => InspectionPayload);
const CorrectLaboratoryResultsResult = resultUnion('CorrectLaboratoryResultsResult', () => InspectionPayload);
const VoidLaboratoryResultsResult = resultUnion('VoidLaboratoryResultsResult', () => InspectionPayload);
const CorrectDefectsResult = resultUnion('CorrectDefectsResult', () => InspectionPayload);
const VoidDefectsResult = resultUnion('VoidDefectsResult', () => InspectionPayload);
const AgreeToResultCorrectionsResult = resultUnion('AgreeToResultCorrectionsResult', () => InspectionPayload);
const DeclineResultCorrectionsResult = resultUnion('DeclineResultCorrectionsResult', () => InspectionPayload);

@Resolver()
export class InspectionCorrectionsResolver {
  constructor(
    private readonly answers: InspectionAnswers,
    private readonly measurements: CorrectMeasurements,
    private readonly laboratory: CorrectLaboratoryResults,
    private readonly defects: CorrectDefects,
    private readonly settling: SettleResultCorrections,
  ) {}

  @Mutation(() => CorrectMeasurementsResult, {
    description:
      'Puts measured values right by entries that take the place of others. What was entered first stays, shown as corrected; until the signature the correction alone is judged and signed. After the signature a correction counts against the fruit at once, and for it only once the base office has agreed (`agreeToResultCorrections`).',
  })
  @Requires('inspection:record')
  async correctMeasurements(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The values, and why.' }) input: CorrectMeasurementsInput,
  ): InspectionAnswer {
    return this.answers.to(ctx, await this.measurements.correct(ctx, input));
  }

  @Mutation(() => VoidMeasurementsResult, {
    description:
      'Says of measured values that they were none. They stay, and no longer count; what was signed may speak against the fruit until the base office has agreed.',
  })
  @Requires('inspection:record')
  async voidMeasurements(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The entries, and why.' }) input: VoidMeasurementsInput,
  ): InspectionAnswer {
    return this.answers.to(ctx, await this.measurements.void(ctx, input));
  }

  @Mutation(() => CorrectLaboratoryResultsResult, {
    description:
      "Puts lines of a laboratory's report right by entries that take the place of others. It is for what was typed otherwise than the report says, not for what the laboratory found. After the signature a correction counts against the fruit at once, and for it only once the base office has agreed (`agreeToResultCorrections`).",
  })
  @Requires('inspection:record')
  async correctLaboratoryResults(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The lines as the report has them, and why.' })
    input: CorrectLaboratoryResultsInput,
  ): InspectionAnswer {
    return this.answers.to(ctx, await this.laboratory.correct(ctx, input));
  }

  @Mutation(() => VoidLaboratoryResultsResult, {
    description:
      'Says of lines that no report of this sample has them. They stay, and no longer count; what was signed may speak against the fruit until the base office has agreed.',
  })
  @Requires('inspection:record')
  async voidLaboratoryResults(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The entries, and why.' }) input: VoidLaboratoryResultsInput,
  ): InspectionAnswer {
    return this.answers.to(ctx, await this.laboratory.void(ctx, input));
  }

  @Mutation(() => CorrectDefectsResult, {
    description:
      'Puts counts of defects right by entries that take the place of others, with why. Until the signature `recordDefects` does so too, without. After the signature a correction counts against the fruit at once, and for it only once the base office has agreed (`agreeToResultCorrections`).',
  })
  @Requires('inspection:record')
  async correctDefects(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The counts, and why.' }) input: CorrectDefectsInput,
  ): InspectionAnswer {
    return this.answers.to(ctx, await this.defects.correct(ctx, input));
  }

  @Mutation(() => VoidDefectsResult, {
    description:
      'Says of counts that they are none of this sample. They stay, and no longer count; what was signed may speak against the fruit until the base office has agreed.',
  })
  @Requires('inspection:record')
  async voidDefects(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The entries, and why.' }) input: VoidDefectsInput,
  ): InspectionAnswer {
    return this.answers.to(ctx, await this.defects.void(ctx, input));
  }

  @Mutation(() => AgreeToResultCorrectionsResult, {
    description:
      'The base office agrees to corrections made after the signature: fruit is judged from now on as if what they withdrew had never been entered. The signature, and the verdict under it, stay.',
  })
  @Requires('correction:agree')
  async agreeToResultCorrections(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The corrections.' }) input: AgreeToResultCorrectionsInput,
  ): InspectionAnswer {
    return this.answers.to(ctx, await this.settling.agree(ctx, input));
  }

  @Mutation(() => DeclineResultCorrectionsResult, {
    description:
      'The base office declines corrections made after the signature: what they withdrew counts, and what they say against the fruit counts as before. They are entered anew by whoever made them, with what shows it.',
  })
  @Requires('correction:agree')
  async declineResultCorrections(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The corrections, and why.' }) input: DeclineResultCorrectionsInput,
  ): InspectionAnswer {
    return this.answers.to(ctx, await this.settling.decline(ctx, input));
  }
}
