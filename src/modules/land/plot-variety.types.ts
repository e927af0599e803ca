import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IdField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import type { PlotVarietyId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { PlotVarietyView } from './plot-variety.queries.js';

@ObjectType('PlotVariety', { description: 'What was said of the variety a plot is planted with.' })
export class PlotVarietyType implements PlotVarietyView {
  @Field(() => ID, { description: 'Id.' })
  id!: PlotVarietyId;

  @Field(() => String, { description: 'Code of the variety.' })
  varietyCode!: string;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'First day of harvest that it holds for, until the next one begins; empty: since ever.',
  })
  validFrom!: LocalDate | null;

  @Field(() => InstantScalar, { description: 'When it was said here.' })
  recordedAt!: Instant;

  @Field(() => Boolean, {
    description:
      'Whether it begins before the day on which it was said. It then proves nothing of harvests that had been recorded by then, until the base office confirms it.',
  })
  isBackdated!: boolean;

  @Field(() => InstantScalar, { nullable: true, description: 'When the base office confirmed it.' })
  confirmedAt!: Instant | null;

  @Field(() => ID, { nullable: true, description: 'Id of who confirmed it.' })
  confirmedById!: UserId | null;
}

@InputType({ description: 'What was said of the variety of a plot, and the base office has seen to be so.' })
export class ConfirmPlotVarietyInput extends CommandInputType {
  @IdField({ description: 'The entry, of Plot.varieties; findings name it as evidence.' })
  plotVarietyId!: PlotVarietyId;
}
