import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsBoolean, IsEnum, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { connectionOf, PageArgs, type Page } from '../../graphql/connection.js';
import { describedEnum } from '../../graphql/enums.js';
import { IdField } from '../../graphql/id-field.js';
import { Party } from '../../graphql/party.types.js';
import { DecimalScalar, GramsScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { SeasonField } from '../../graphql/season-field.js';
import { TextField } from '../../graphql/text-field.js';
import { formatMu } from '../../kernel/area.js';
import { decimal, type Decimal } from '../../kernel/decimal.js';
import type { OrganisationId, RegistrationId } from '../../kernel/ids.js';
import type { LocalDate, Season } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import type { RegistrationKind } from '../land/domain/registration.js';
import {
  daysToExpiry,
  registrationWarnings,
  type RegistrationWarning,
} from '../land/domain/registration-warnings.js';
import { RegistrationKindEnum } from '../land/registration.types.js';
import type { BoardFilter, BoardRow } from './registration-board.reader.js';
import type { BoardOrder } from './registration-board.sql.js';

const MOST_DAYS = 3_660;

const RegistrationWarningEnum = describedEnum<RegistrationWarning>(
  'RegistrationWarning',
  'What whoever looks after a registration should see to. None of them stops fruit; rules do.',
  {
    BELOW_100_MU: '不足100亩: the plots under an orchard registration today come to less than 100 mu.',
    ENDS_BEFORE_SEASON: '产季结束前到期: it ends before the present season does.',
    ENDED: '已失效: it stands no more.',
    ENTRY_UNCONFIRMED:
      '登记或地块未确认: the registration, or a plot under it, waits for the base office and decides nothing for fruit until then.',
    YIELD_MISSING: '未录入申报产量: no yield is recorded for the season.',
    YIELD_UNCONFIRMED: '申报产量未确认: nobody of the base office confirmed the yield.',
    CAPACITY_ALMOST_USED: '余量不足一成: less than a tenth of the yield is left.',
    CAPACITY_EXCEEDED: '已超出申报产量: more left or was cleared than the orchard declared.',
    PLANS_EXCEED_CAPACITY: '计划超出余量: open lots plan more than is left.',
    REVIEW_DUE: '到期应复查: the day of its next review has come.',
  },
);

const RegistrationBoardOrderEnum = describedEnum<BoardOrder>(
  'RegistrationBoardOrder',
  'What a registration board is sorted by; what is not known, or has no end, comes last.',
  {
    EXPIRY: 'What ends first.',
    REMAINING: 'What has least left.',
    NEXT_REVIEW: 'What is to be looked at first.',
  },
);

@ObjectType('RegistrationCapacity', {
  description:
    'What an orchard declared to customs for a season, and what lots took of it. Fruit that left stays counted when it comes back.',
})
export class RegistrationCapacityType {
  @Field(() => GramsScalar, { nullable: true, description: 'Yield declared; empty where none is recorded.' })
  declaredYieldGrams!: Grams | null;

  @Field(() => Boolean, { description: 'Whether the base office confirmed it.' })
  isConfirmed!: boolean;

  @Field(() => GramsScalar, { description: 'In lots that left.' })
  leftGrams!: Grams;

  @Field(() => GramsScalar, { description: 'How much of that was sent back 退运.' })
  returnedGrams!: Grams;

  @Field(() => GramsScalar, { description: 'In lots that passed the gate of declaration and have not left.' })
  clearedGrams!: Grams;

  @Field(() => GramsScalar, { description: 'In open lots, which take nothing yet.' })
  plannedGrams!: Grams;

  @Field(() => GramsScalar, {
    description:
      'How much of what left or was cleared may be of another registration too, because none is printed on its cartons.',
  })
  unsureGrams!: Grams;

  @Field(() => GramsScalar, {
    nullable: true,
    description: 'What may still leave: declared less left and cleared. Empty where no yield is recorded.',
  })
  remainingGrams!: Grams | null;

  @Field(() => GramsScalar, { description: 'By how much more was taken than declared; 0 where it was not.' })
  exceededGrams!: Grams;
}

@ObjectType('RegistrationUnconfirmed', {
  description: 'What of a registration waits for the base office, as far as this account sees it.',
})
export class RegistrationUnconfirmedType {
  @Field(() => Boolean, { description: 'The registration itself.' })
  registration!: boolean;

  @Field(() => Int, { description: 'Spans of plots under it.' })
  plots!: number;

  @Field(() => Int, { description: 'Declared yields.' })
  yields!: number;

  @Field(() => Int, { description: 'Supply relations.' })
  supplyRelations!: number;
}

@ObjectType('RegistrationBoardRow', { description: 'A registration as the board shows it.' })
export class RegistrationBoardRowType {
  @Field(() => ID, { description: 'The registration.' })
  registrationId!: RegistrationId;

  @Field(() => RegistrationKindEnum, { description: 'Of an orchard, or of a packhouse.' })
  kind!: RegistrationKind;

  @Field(() => String, { description: 'Number as customs wrote it.' })
  number!: string;

  @Field(() => String, { description: 'Name it was registered under, in Chinese.' })
  nameZh!: string;

  @Field(() => Party, { description: 'Whose it is.' })
  holder!: object;

  @Field(() => String, { description: 'Code of the customs district that issued it.' })
  customsDistrictCode!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Codes of the markets it was given for; empty (null) where that is not recorded.',
  })
  marketCodes!: string[] | null;

  @Field(() => LocalDateScalar, { description: 'First valid day.' })
  validFrom!: LocalDate;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Last day on which it stands, a withdrawal taken into account; empty where none is set.',
  })
  endsOn!: LocalDate | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Days to that day: 0 on it, below zero afterwards; empty where none is set.',
  })
  daysToExpiry!: number | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'When it is to be looked at again.' })
  nextReviewOn!: LocalDate | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many plots are under it today. Only whose it is and the base office know; empty for others.',
  })
  plotCount!: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Their declared area in mu 亩. Only whose it is and the base office know; empty for others.',
  })
  declaredMu!: Decimal | null;

  @Field(() => Int, { description: 'How many of those plots this account sees.' })
  seenPlotCount!: number;

  @Field(() => DecimalScalar, { description: 'Declared area of those this account sees, in mu 亩.' })
  seenMu!: Decimal;

  @Field(() => RegistrationCapacityType, {
    nullable: true,
    description:
      'What it declared and what was taken in the season. Only of orchards, and only for whose it is and the base office.',
  })
  capacity!: RegistrationCapacityType | null;

  @Field(() => RegistrationUnconfirmedType, { description: 'What waits for the base office.' })
  unconfirmed!: RegistrationUnconfirmedType;

  @Field(() => [RegistrationWarningEnum], { description: 'What should be seen to.' })
  warnings!: RegistrationWarning[];

  static of(row: BoardRow, today: LocalDate): RegistrationBoardRowType {
    const { id, kind, number, nameZh, holder, customsDistrictCode, marketCodes, validFrom, endsOn } = row;
    const { nextReviewOn, plotCount, seenPlotCount, declaredMuHundredths, seenMuHundredths } = row;
    const mu = (hundredths: number) => decimal(formatMu(hundredths as Parameters<typeof formatMu>[0]));
    return Object.assign(new RegistrationBoardRowType(), {
      registrationId: id,
      kind,
      number,
      nameZh,
      holder,
      customsDistrictCode,
      marketCodes,
      validFrom,
      endsOn,
      daysToExpiry: daysToExpiry(endsOn, today),
      nextReviewOn,
      plotCount,
      declaredMu: declaredMuHundredths === null ? null : mu(declaredMuHundredths),
      seenPlotCount,
      seenMu: mu(seenMuHundredths),
      capacity: row.isKnown && kind === 'ORCHARD' ? capacityOf(row) : null,
      unconfirmed: {
        registration: !row.isConfirmed,
        plots: row.unconfirmedPlots,
        yields: row.unconfirmedYields,
        supplyRelations: row.unconfirmedSupplyRelations,
      },
      warnings: registrationWarnings(
        { ...row, isWaiting: !row.isConfirmed || row.unconfirmedPlots > 0 },
        today,
      ),
    });
  }
}

function capacityOf(row: BoardRow): object {
  const { declaredYieldGrams, isYieldConfirmed, remainingGrams } = row;
  const { leftGrams, returnedGrams, clearedGrams, plannedGrams, unsureGrams } = row;
  return {
    declaredYieldGrams,
    isConfirmed: isYieldConfirmed ?? false,
    leftGrams,
    returnedGrams,
    clearedGrams,
    plannedGrams,
    unsureGrams,
    remainingGrams: remainingGrams === null ? null : Math.max(0, remainingGrams),
    exceededGrams: Math.max(0, -(remainingGrams ?? 0)),
  };
}

export const RegistrationBoardConnection = connectionOf('RegistrationBoard', () => RegistrationBoardRowType);
export type RegistrationBoardPage = Page<RegistrationBoardRowType> & { readonly filter: BoardFilter };

@InputType('RegistrationBoardFilter', {
  description: 'Which registrations of the board. What is left out does not limit.',
})
export class RegistrationBoardFilterInput {
  @TextField({ nullable: true, max: 40, description: 'Given for this market, by code.' })
  marketCode?: string | null;

  @Field(() => RegistrationKindEnum, { nullable: true, description: 'Of this kind.' })
  @IsOptional()
  @IsEnum(RegistrationKindEnum)
  kind?: RegistrationKind | null;

  @TextField({ nullable: true, max: 12, description: 'Of organisations in this county, by code.' })
  countyCode?: string | null;

  @IdField({ nullable: true, description: 'Of this organisation.' })
  organisationId?: OrganisationId | null;

  @Field(() => Int, { nullable: true, description: 'That end within so many days from today.' })
  @IsOptional()
  @Min(0, { message: '最少 0 | must be at least 0' })
  @Max(MOST_DAYS, { message: `最多 ${MOST_DAYS} | must be at most ${MOST_DAYS}` })
  expiringWithinDays?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whose review is due, or is not.' })
  @IsOptional()
  @IsBoolean({ message: '应为 true 或 false | must be true or false' })
  reviewDue?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Also those that stand no more; left out where not asked for.',
  })
  @IsOptional()
  @IsBoolean({ message: '应为 true 或 false | must be true or false' })
  ended?: boolean | null;
}

@ArgsType()
export class RegistrationBoardArgs extends PageArgs {
  @Field(() => RegistrationBoardFilterInput, { nullable: true, description: 'Which registrations.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => RegistrationBoardFilterInput)
  filter?: RegistrationBoardFilterInput | null;

  @Field(() => RegistrationBoardOrderEnum, { defaultValue: 'EXPIRY', description: 'In which order.' })
  order: BoardOrder = 'EXPIRY';

  @SeasonField({
    nullable: true,
    description: 'Season of the harvests declared and counted, as 2025/26; the present one where left out.',
  })
  season?: Season | null;
}
