import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { ArrayMaxSize } from 'class-validator';
import { Satisfies } from '../../graphql/constraints.js';
import { expectedRows } from '../../graphql/expected-rows.js';
import { IdField } from '../../graphql/id-field.js';
import { SourceType } from '../../graphql/provenance.types.js';
import { CommandInputType } from '../../graphql/refused.js';
import { InstantScalar } from '../../graphql/scalars/scalars.js';
import { TextField } from '../../graphql/text-field.js';
import { WebAddressField } from '../../graphql/web-address-field.js';
import type { CustomsDistrictReadingId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

@ObjectType('CustomsDistrictReading', {
  description:
    'Which counties a customs district 关区 has by an official text, as the base office read it. It counts once a second person confirmed it.',
})
export class CustomsDistrictReadingType {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => String, { description: 'The customs district.' })
  customsDistrictCode!: string;

  @Field(() => [String], { description: 'GB/T 2260 codes of its counties.', complexity: expectedRows(3) })
  countyCodes!: string[];

  @Field(() => SourceType, { description: 'The text it was read in.' })
  source!: SourceType;

  @Field(() => InstantScalar, { description: 'When it was entered.' })
  enteredAt!: Instant;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When a second person confirmed it; empty: nobody has.',
  })
  confirmedAt!: Instant | null;
}

@InputType({ description: 'Which counties a customs district has, as it was read.' })
export class EnterCustomsDistrictInput extends CommandInputType {
  @TextField({ description: 'The customs district, by code.', max: 40 })
  customsDistrictCode!: string;

  @Field(() => [String], {
    description:
      'Every county of the base under it, by GB/T 2260 code; an empty list states that there is none.',
  })
  @ArrayMaxSize(100, { message: '最多 100 项 | at most 100' })
  @Satisfies(
    (value) =>
      Array.isArray(value) &&
      value.every((code: unknown) => typeof code === 'string' && /^[0-9]{6}$/.test(code)),
    { zh: '每项应为六位县级行政区划代码', en: 'must be county codes of six digits' },
  )
  countyCodes!: string[];

  @TextField({ description: 'The official text it was read in.', max: 300 })
  document!: string;

  @TextField({ description: 'The clause.', max: 200 })
  clause!: string;

  @WebAddressField({ description: 'Where the text is published.' })
  url?: string | null;
}

@InputType({ description: 'What was entered of a customs district, to be confirmed.' })
export class ConfirmCustomsDistrictInput extends CommandInputType {
  @IdField({ description: 'The entry that you have compared with the text.' })
  readingId!: CustomsDistrictReadingId;
}

@ObjectType({ description: 'What was entered of the customs district, as it is now.' })
export class CustomsDistrictReadingPayload {
  @Field(() => CustomsDistrictReadingType, { description: 'The entry.' })
  reading!: CustomsDistrictReadingType;
}
