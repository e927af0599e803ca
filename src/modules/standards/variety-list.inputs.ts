import { Field, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, ValidateNested } from 'class-validator';
import { Satisfies } from '../../graphql/constraints.js';
import { IdField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { CodeField, TextField } from '../../graphql/text-field.js';
import type { UserId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { MaturityClassEnum } from '../varieties/variety.types.js';
import type { DraftEntryTold } from './commands/draft-entry.js';
import type { DraftListTold } from './commands/draft-variety-list.js';
import { PACK_STARTS, type PackStart } from './commands/open-market-pack.js';
import type { SaidNewVariety } from './domain/edition-entry.js';
import { isMonthDay } from './domain/variety-list.js';
import { SourcedEntryInput } from './edition-entry.inputs.js';
import { VarietyListStartEnum } from './edition-enums.types.js';
import { SourceInput, sourceOf } from './edition.inputs.js';

@InputType({ description: 'A new edition of the unified variety list, as a draft.' })
export class DraftVarietyListInput extends CommandInputType {
  @TextField({ max: 60, description: 'The edition, as the base office names it, such as 2026-1.' })
  edition!: string;

  @Field(() => LocalDateScalar, {
    description:
      'First day: fruit picked from then on is judged by it; the edition before ends on the eve of it.',
  })
  @IsString()
  validFrom!: LocalDate;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Last day, where it is known already.' })
  @IsOptional()
  @IsString()
  validTo?: LocalDate | null;

  @Field(() => SourceInput, { description: 'The decision it comes from.' })
  @ValidateNested()
  @Type(() => SourceInput)
  source!: SourceInput;

  @Field(() => VarietyListStartEnum, { description: 'What it starts from.' })
  @IsIn(PACK_STARTS)
  startFrom!: PackStart;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the draft puts right how the text of the last edition was entered: countersignatures then stay. Otherwise every variety is to be read anew.',
  })
  @IsOptional()
  @IsBoolean()
  isCorrection?: boolean | null;

  @IdField({ description: 'Who of the base office sees to its entries, unless one says otherwise.' })
  ownerId!: UserId;

  @Field(() => LocalDateScalar, { description: 'By when; not a day that has passed.' })
  @IsString()
  dueOn!: LocalDate;

  toCommand(): DraftListTold & { requestId: string } {
    const { requestId, edition, validFrom, validTo, startFrom, isCorrection, ownerId, dueOn } = this;
    const told = { requestId, edition, validFrom, validTo, startFrom, isCorrection, ownerId, dueOn };
    return { ...told, source: sourceOf(this.source) };
  }
}

const MonthDayField = (description: string): PropertyDecorator => {
  const field = Field(() => String, { nullable: true, description });
  const day = Satisfies(isMonthDay, {
    zh: '应为月-日，例如 12-01',
    en: 'must be a month and a day, such as 12-01',
  });
  return (target, key) => [field, IsOptional(), day].forEach((decorate) => decorate(target, key));
};

@InputType({ description: 'A variety on the unified list, put into a draft of the list or said anew there.' })
export class DraftListedVarietyInput extends SourcedEntryInput {
  @CodeField({ description: 'The variety: known already, or made known in the same draft.' })
  varietyCode!: string;

  @MonthDayField('First day of the harvest window as MM-DD; leave out both where the list gives none.')
  harvestFrom?: string | null;

  @MonthDayField('Last day of the harvest window as MM-DD; it may lie after the new year.')
  harvestTo?: string | null;

  @TextField({ nullable: true, max: 500, description: 'Why it is listed, in Chinese.' })
  noteZh?: string | null;

  @TextField({ nullable: true, max: 500, description: 'The same in English.' })
  noteEn?: string | null;

  toCommand(): DraftEntryTold & { requestId: string } {
    const { varietyCode, noteZh, noteEn } = this;
    const window = { harvestFrom: this.harvestFrom ?? null, harvestTo: this.harvestTo ?? null };
    const note = noteZh && noteEn ? { zh: noteZh, en: noteEn } : null;
    const said = { varietyCode, varietyName: { zh: '', en: '' }, ...window, note };
    return this.told(varietyCode, { type: 'LISTED_VARIETY', ...said }, this.source, this.confidence);
  }
}

@InputType({
  description:
    'A variety that is not known here yet, put into a draft of the unified list or said anew there.',
})
export class DraftNewVarietyInput extends SourcedEntryInput {
  @CodeField({ description: 'Its code: capitals, digits and hyphens; it stays for good.' })
  varietyCode!: string;

  @TextField({ max: 100, description: 'Name in Chinese.' })
  nameZh!: string;

  @TextField({ nullable: true, max: 200, description: 'Name in English, where there is one.' })
  nameEn?: string | null;

  @TextField({ nullable: true, max: 200, description: 'Botanical species, where the source says it.' })
  species?: string | null;

  @Field(() => MaturityClassEnum, {
    nullable: true,
    description: 'Early, mid-season or late, where the source says it.',
  })
  @IsOptional()
  @IsIn(['EARLY', 'MID', 'LATE'])
  maturityClass?: SaidNewVariety['maturityClass'];

  toCommand(): DraftEntryTold & { requestId: string } {
    const { varietyCode, nameZh } = this;
    const said = {
      nameZh,
      nameEn: this.nameEn ?? null,
      species: this.species ?? null,
      maturityClass: this.maturityClass ?? null,
    };
    return this.told(varietyCode, { type: 'NEW_VARIETY', ...said }, this.source, this.confidence);
  }
}
