import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Matches } from 'class-validator';
import { describedEnum } from '../../graphql/enums.js';
import { badInput } from '../../graphql/input-errors.js';
import { CommandInputType } from '../../graphql/refused.js';
import { GramsScalar, InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import type { Instant } from '../../kernel/instant.js';
import { season, seasonEnd, seasonStart, type LocalDate, type Season } from '../../kernel/local-date.js';
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

/** That the years follow each other is checked by `seasonFrom`. */
const SEASON_PATTERN = /^\d{4}\/\d{2}$/;

@InputType({ description: 'A season to open or to close.' })
export class SeasonInput extends CommandInputType {
  @Field(() => String, { description: 'Both years, as 2025/26.' })
  @Matches(SEASON_PATTERN, { message: '应为产季，例如 2025/26 | must be a season such as 2025/26' })
  season!: string;
}

@ObjectType({ description: 'The season as it is now.' })
export class SeasonPayload {
  @Field(() => SeasonType, { description: 'The season.' })
  season!: SeasonType;
}

/** @throws GraphQLError BAD_USER_INPUT unless it names two years that follow each other */
export function seasonFrom(text: string): Season {
  try {
    return season(text);
  } catch {
    throw badInput([
      { path: ['season'], message: { zh: '应为产季，例如 2025/26', en: 'must be a season such as 2025/26' } },
    ]);
  }
}
