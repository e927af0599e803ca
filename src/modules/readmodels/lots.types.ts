import { ArgsType, Field, InputType, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, ValidateNested } from 'class-validator';
import { DayField } from '../../graphql/day-field.js';
import { FlagField } from '../../graphql/flag-field.js';
import { connectionOf, PageArgs } from '../../graphql/connection.js';
import { describedEnum } from '../../graphql/enums.js';
import { SeasonField } from '../../graphql/season-field.js';
import { TextField } from '../../graphql/text-field.js';
import { IdField } from '../../graphql/id-field.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { LOT_STATES, type LotState } from '../lots/domain/lot-state.js';
import { LotStateEnum, LotType } from '../lots/lot.types.js';

const LOT_ORDERS = ['NEWEST', 'DEPARTURE', 'CODE'] as const;
export type LotOrder = (typeof LOT_ORDERS)[number];
export const LotOrderEnum = describedEnum<LotOrder>('LotOrder', 'In what order lots are listed.', {
  NEWEST: 'Opened last first.',
  DEPARTURE: 'Planned to leave first, first.',
  CODE: 'By code.',
});

@InputType('LotFilter', { description: 'Which lots; all conditions that are given must hold.' })
export class LotFilterInput {
  @Field(() => [LotStateEnum], { nullable: true, description: 'In any of these states.' })
  @IsOptional()
  @IsIn(LOT_STATES, { each: true })
  states?: LotState[] | null;

  @FlagField({ description: 'Only lots under a hold, or only lots under none.' })
  held?: boolean | null;

  @SeasonField({ nullable: true, description: 'Of this season, that of the planned departure, as 2025/26.' })
  season?: string | null;

  @TextField({ nullable: true, max: 20, description: 'Going to this market.' })
  marketCode?: string | null;

  @TextField({ nullable: true, max: 12, description: 'With fruit of this county.' })
  countyCode?: string | null;

  @IdField({ nullable: true, description: 'With fruit of this cooperative.' })
  cooperativeId?: string | null;

  @TextField({ nullable: true, max: 40, description: 'With fruit of this variety.' })
  varietyCode?: string | null;

  @IdField({ nullable: true, description: 'Of this exporter.' })
  exporterId?: string | null;

  @DayField({ nullable: true, description: 'Planned to leave on this day or later.' })
  departureFrom?: LocalDate | null;

  @DayField({ nullable: true, description: 'Planned to leave on this day or earlier.' })
  departureTo?: LocalDate | null;

  @TextField({ nullable: true, max: 40, description: 'Whose code begins with this.' })
  codePrefix?: string | null;
}

@ArgsType()
export class LotPageArgs extends PageArgs {
  @Field(() => LotFilterInput, { nullable: true, description: 'Which lots.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => LotFilterInput)
  filter?: LotFilterInput | null;

  @Field(() => LotOrderEnum, { defaultValue: 'NEWEST', description: 'In what order.' })
  @IsIn(LOT_ORDERS)
  order: LotOrder = 'NEWEST';
}

@ObjectType('LotConnection', { description: 'A page of lots.' })
export class LotConnection extends connectionOf('Lot', () => LotType) {
  /** What `totalCount` counts, if it is asked for. */
  filter!: LotFilterInput;
}
