import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { resultUnion } from '../../graphql/refused.js';
import { CancelInspection } from './commands/cancel-inspection.js';
import { RecordDefects } from './commands/record-defects.js';
import { RecordLaboratoryResults } from './commands/record-laboratory-results.js';
import { RecordMeasurements } from './commands/record-measurements.js';
import { RecordSample } from './commands/record-sample.js';
import { RequestInspection } from './commands/request-inspection.js';
import { SignInspection } from './commands/sign-inspection.js';
import { StartSelfCheck } from './commands/start-self-check.js';
import { InspectionAnswers, type InspectionAnswer } from './inspection-answers.js';
import {
  CancelInspectionInput,
  InspectionPayload,
  RecordDefectsInput,
  RecordLaboratoryResultsInput,
  RecordMeasurementsInput,
  RecordSampleInput,
  RequestInspectionInput,
  SignInspectionInput,
  StartSelfCheckInput,
} from './inspection.inputs.js';

const RequestInspectionResult = resultUnion('RequestInspectionResult', () => InspectionPayload);
const CancelInspectionResult = resultUnion('CancelInspectionResult', () => InspectionPayload);
const RecordSampleResult = resultUnion('RecordSampleResult', () => InspectionPayload);
const RecordMeasurementsResult = resultUnion('RecordMeasurementsResult', () => InspectionPayload);
const RecordLaboratoryResultsResult = resultUnion('RecordLaboratoryResultsResult', () => InspectionPayload);
const StartSelfCheckResult = resultUnion('StartSelfCheckResult', () => InspectionPayload);
const RecordDefectsResult = resultUnion('RecordDefectsResult', () => InspectionPayload);
const SignInspectionResult = resultUnion('SignInspectionResult', () => InspectionPayload);

@Resolver()
export class InspectionCommandsResolver {
  constructor(
    private readonly answers: InspectionAnswers,
    private readonly request: RequestInspection,
    private readonly cancel: CancelInspection,
    private readonly sample: RecordSample,
    private readonly measure: RecordMeasurements,
    private readonly laboratory: RecordLaboratoryResults,
    private readonly sign: SignInspection,
    private readonly defects: RecordDefects,
    private readonly selfCheck: StartSelfCheck,
  ) {}

  @Mutation(() => RequestInspectionResult, {
    description:
      'Asks an inspection body to inspect a packed batch, and lets it see how the fruit came to be.',
  })
  @Requires('inspection:request')
  async requestInspection(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The packed batch and the inspection body.' })
    input: RequestInspectionInput,
  ): InspectionAnswer {
    return this.answers.to(ctx, await this.request.execute(ctx, input));
  }

  @Mutation(() => CancelInspectionResult, {
    description: 'Takes a request back before anything was sampled.',
  })
  @Requires('inspection:request')
  async cancelInspection(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The inspection.' }) input: CancelInspectionInput,
  ): InspectionAnswer {
    return this.answers.to(ctx, await this.cancel.execute(ctx, input));
  }

  @Mutation(() => StartSelfCheckResult, {
    description:
      "Opens the packhouse's own worksheet 自检 for a batch that it packed and still has. It is never an independent inspection.",
  })
  @Requires('inspection:record')
  async startSelfCheck(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The packed batch.' }) input: StartSelfCheckInput,
  ): InspectionAnswer {
    return this.answers.to(ctx, await this.selfCheck.execute(ctx, input));
  }

  @Mutation(() => RecordDefectsResult, {
    description:
      'Records defects counted in opened cartons, carton by carton or all at once. An entry is corrected by another one.',
  })
  @Requires('inspection:record')
  async recordDefects(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The counts.' }) input: RecordDefectsInput,
  ): InspectionAnswer {
    return this.answers.to(ctx, await this.defects.execute(ctx, input));
  }

  @Mutation(() => RecordSampleResult, {
    description:
      'Records the sample taken, or, until the signature, that more was drawn. Never by somebody of an organisation that has to do with the fruit.',
  })
  @Requires('inspection:record')
  async recordSample(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The sample.' }) input: RecordSampleInput,
  ): InspectionAnswer {
    return this.answers.to(ctx, await this.sample.execute(ctx, input));
  }

  @Mutation(() => RecordMeasurementsResult, { description: 'Adds what was measured on the sample.' })
  @Requires('inspection:record')
  async recordMeasurements(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The values.' }) input: RecordMeasurementsInput,
  ): InspectionAnswer {
    return this.answers.to(ctx, await this.measure.execute(ctx, input));
  }

  @Mutation(() => RecordLaboratoryResultsResult, { description: "Enters a laboratory's report." })
  @Requires('inspection:record')
  async recordLaboratoryResults(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The report.' }) input: RecordLaboratoryResultsInput,
  ): InspectionAnswer {
    return this.answers.to(ctx, await this.laboratory.execute(ctx, input));
  }

  @Mutation(() => SignInspectionResult, {
    description:
      'Signs the inspection; nothing changes afterwards. A FAIL holds the batch and the lots it is in.',
  })
  @Requires('inspection:sign')
  async signInspection(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The verdict.' }) input: SignInspectionInput,
  ): InspectionAnswer {
    return this.answers.to(ctx, await this.sign.execute(ctx, input));
  }
}
