import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { describedEnum } from '../../graphql/enums.js';
import { CommandInputType } from '../../graphql/refused.js';
import { GramsScalar, InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { SeasonField } from '../../graphql/season-field.js';
import type { Instant } from '../../kernel/instant.js';
import { seasonEnd, seasonStart, type LocalDate, type Season } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import type { SeasonState } from './domain/season-state.js';
import type { SeasonRow } from './season.queries.js';

export const SeasonStateEnum = describedEnum<SeasonState>(
  'SeasonState',
  'Whether new joint lots may be planned in a season. What happened is recorded in any.',
  {
    UPCOMING: 'Its first day has not come, and nobody opened it early.',
    OPEN: 'Lots may be planned.',
    CLOSED: 'Closed; what was left is the opening stock of the next season.',
  },
);

@ObjectType('Season', { description: 'A season 产季: from 1 September to 31 August.' })
export class SeasonType {
  @Field(() => String, { description: 'Both years, as 2025/26.' })
  code!: Season;

  @Field(() => LocalDateScalar, { description: 'Its first day.' })
  firstDay!: LocalDate;

  @Field(() => LocalDateScalar, { description: 'Its last day.' })
  lastDay!: LocalDate;

  @Field(() => SeasonStateEnum, { description: 'Whether lots may be planned in it.' })
  state!: SeasonState;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When it was opened early; empty where it began by itself.',
  })
  openedAt!: Instant | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was closed.' })
  closedAt!: Instant | null;

  @Field(() => GramsScalar, {
    description: 'What closing it carried over to the next season, as far as you may see it.',
  })
  carriedOverGrams!: Grams;

  @Field(() => Int, { description: 'How many batches that is.' })
  carriedOverBatchCount!: number;

  static of(row: SeasonRow): SeasonType {
    return Object.assign(new SeasonType(), row, {
      firstDay: seasonStart(row.code),
      lastDay: seasonEnd(row.code),
    });
  }
}

@InputType({ description: 'A season to open or to close.' })
export class SeasonInput extends CommandInputType {
  @SeasonField({ description: 'Both years, as 2025/26.' })
  season!: Season;
}

@ObjectType({ description: 'The season as it is now.' })
export class SeasonPayload {
  @Field(() => SeasonType, { description: 'The season.' })
  season!: SeasonType;
}
