import { Field, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, ValidateNested } from 'class-validator';
import { DayField } from '../../graphql/day-field.js';
import { FlagField } from '../../graphql/flag-field.js';
import { IdField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { SeasonField } from '../../graphql/season-field.js';
import { CodeField, TextField } from '../../graphql/text-field.js';
import { WebAddressField } from '../../graphql/web-address-field.js';
import type { UserId } from '../../kernel/ids.js';
import type { LocalDate, Season } from '../../kernel/local-date.js';
import type { DraftVersionTold } from './commands/draft-standard-version.js';
import { PACK_STARTS, type OpenPackTold, type PackStart } from './commands/open-market-pack.js';
import { PackStartEnum } from './edition-enums.types.js';

@InputType({ description: 'Where it was read.' })
export class SourceInput {
  @TextField({ max: 300, description: 'Title or number of the document.' })
  document!: string;

  @TextField({ nullable: true, max: 200, description: 'Clause, table or page; countersigning asks for it.' })
  clause?: string | null;

  @WebAddressField({ description: 'Where it can be read.' })
  url?: string | null;
}

export const sourceOf = ({ document, clause, url }: SourceInput) => ({
  document,
  clause: clause ?? null,
  url: url ?? null,
});

@InputType({ description: 'A standard of the base’s own, such as its 统一标准.' })
export class NewStandardInput {
  @TextField({ max: 100, description: 'Name in Chinese.' })
  nameZh!: string;

  @TextField({ max: 200, description: 'Name in English.' })
  nameEn!: string;

  @TextField({ nullable: true, max: 200, description: 'Who publishes it.' })
  issuer?: string | null;
}

@InputType({ description: 'A new edition of a standard, as a draft.' })
export class DraftStandardVersionInput extends CommandInputType {
  @CodeField({ description: 'Code of the standard: capital letters, digits and hyphens.' })
  standardCode!: string;

  @Field(() => NewStandardInput, {
    nullable: true,
    description: 'For a standard that is not known here yet; leave it out for a new edition.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => NewStandardInput)
  newStandard?: NewStandardInput | null;

  @TextField({ max: 60, description: 'The edition, as its publisher names it.' })
  edition!: string;

  @DayField({
    description: 'First day on which it judges; the edition before ends on the eve of it.',
  })
  validFrom!: LocalDate;

  @DayField({ nullable: true, description: 'Last day, where it is known already.' })
  @IsString()
  validTo?: LocalDate | null;

  @Field(() => SourceInput, { description: 'The text of the edition.' })
  @ValidateNested()
  @Type(() => SourceInput)
  source!: SourceInput;

  @TextField({ nullable: true, max: 200, description: 'Code of a published edition to start from.' })
  copyOf?: string | null;

  @FlagField({
    description:
      'Whether the draft puts right how the same text was entered: countersignatures then stay. Otherwise every row is to be read anew.',
  })
  isCorrection?: boolean | null;

  toCommand(): DraftVersionTold & { requestId: string } {
    const { requestId, standardCode, newStandard, edition, validFrom, validTo, copyOf, isCorrection } = this;
    const told = { requestId, standardCode, edition, validFrom, validTo, copyOf, isCorrection };
    return { ...told, newStandard, source: sourceOf(this.source) };
  }
}

@InputType({ description: 'A market pack for a season, as a draft.' })
export class OpenMarketPackInput extends CommandInputType {
  @TextField({ max: 20, description: 'Code of the market.' })
  marketCode!: string;

  @SeasonField({ description: 'The season, as 2025/26.' })
  season!: Season;

  @DayField({
    nullable: true,
    description: 'First day on which it counts; leave it out for the first of the season.',
  })
  @IsString()
  validFrom?: LocalDate | null;

  @Field(() => PackStartEnum, { description: 'What it starts from.' })
  @IsIn(PACK_STARTS)
  startFrom!: PackStart;

  @DayField({ description: 'When to look again whether it still holds.' })
  reviewOn!: LocalDate;

  @IdField({ description: 'Who of the base office sees to its entries, unless one says otherwise.' })
  ownerId!: UserId;

  @DayField({ description: 'By when; not a day that has passed.' })
  dueOn!: LocalDate;

  toCommand(): OpenPackTold & { requestId: string } {
    const { requestId, marketCode, season, validFrom, startFrom, reviewOn, ownerId, dueOn } = this;
    return { requestId, marketCode, season, validFrom, startFrom, reviewOn, ownerId, dueOn };
  }
}

@InputType({ description: 'A draft that another person made.' })
export class PublishStandardVersionInput extends CommandInputType {
  @TextField({ max: 200, description: 'Code of the draft.' })
  versionCode!: string;
}
