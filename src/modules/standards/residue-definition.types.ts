import { Field, ObjectType } from '@nestjs/graphql';
import { describedEnum } from '../../graphql/enums.js';
import type { ResidueDefinitionKind } from './domain/residue-definition.js';
import type { KnownDefinition } from './residue-definition.queries.js';

export const ResidueDefinitionKindEnum = describedEnum<ResidueDefinitionKind>(
  'ResidueDefinitionKind',
  'What is counted as the residue 残留物定义 of a substance.',
  {
    SUBSTANCE: 'The substance alone, in whatever ratio of its isomers 只计该成分.',
    SUM: 'The substance together with others (isomers counted apart, metabolites, conjugates), expressed as the substance 以该成分计的总和.',
    OTHER: 'Something that need not hold the substance, or is expressed as something else 另行定义.',
  },
);

@ObjectType('ResidueDefinition', {
  description: 'How the limits held here word what is counted as the residue of a substance.',
})
export class ResidueDefinitionType {
  @Field(() => String, { description: 'Code of the substance.' })
  substance!: string;

  @Field(() => String, { description: 'The definition, as the table of the market words it.' })
  wording!: string;

  @Field(() => ResidueDefinitionKindEnum, {
    nullable: true,
    description: 'What it says; empty: nobody said so, and it is taken for a sum.',
  })
  kind!: ResidueDefinitionKind | null;

  @Field(() => [String], { description: 'Codes of the markets whose limits are worded so.' })
  marketCodes!: readonly string[];

  static of = ({
    residueDefinition,
    residueDefinitionKind,
    ...row
  }: KnownDefinition): ResidueDefinitionType =>
    Object.assign(new ResidueDefinitionType(), row, {
      wording: residueDefinition,
      kind: residueDefinitionKind,
    });
}
