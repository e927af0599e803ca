import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/connection.js';
import { expectedRows } from '../../graphql/expected-rows.js';
import { InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { UnlistedIngredientRow } from './unlisted-ingredients.reader.js';

@ObjectType('UnlistedIngredient', {
  description:
    'What somebody called an ingredient that stands for no known substance 目录外成分, with what rests on it. Free text of growers and packhouses, shown to the base office only.',
})
export class UnlistedIngredientType implements Omit<UnlistedIngredientRow, 'firstPlace' | 'sortKey'> {
  @Field(() => String, { description: 'The name, as it was told first.' })
  name!: string;

  @Field(() => [String], {
    complexity: expectedRows(1),
    description: 'Every way it is written; capitals, the width of letters and blanks make no difference.',
  })
  spellings!: readonly string[];

  @Field(() => InstantScalar, { description: 'When the first record or label that rests on it was entered.' })
  since!: Instant;

  @Field(() => Int, {
    description: 'Sprays of the past year that name it, themselves or by their confirmed label.',
  })
  sprayCount!: number;

  @Field(() => Int, {
    description:
      'Treatments after harvest of the past year that name it, themselves or by their confirmed label.',
  })
  treatmentCount!: number;

  @Field(() => Int, { description: 'Product labels that name it.' })
  labelCount!: number;

  @Field(() => Int, { description: 'Lots that have not left and hold fruit sprayed or treated with it.' })
  lotCount!: number;

  @Field(() => [String], {
    complexity: expectedRows(2),
    description: 'Their codes, what leaves first first; at most 100.',
  })
  lotCodes!: readonly string[];

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'When the first of them is to leave; empty where no lot waits.',
  })
  neededBy!: LocalDate | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'What one person entered of it already and a second has to confirm (`confirmSubstance`); empty: nobody did, see `enterSubstance`.',
  })
  readingId!: string | null;
}

export const UnlistedIngredientConnection = connectionOf('UnlistedIngredient', () => UnlistedIngredientType);
