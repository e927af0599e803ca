import { Field, ObjectType } from '@nestjs/graphql';
import { describedEnum } from '../../graphql/enums.js';
import { ProvenanceType } from '../../graphql/provenance.types.js';
import { InstantScalar } from '../../graphql/scalars/scalars.js';
import type { Instant } from '../../kernel/instant.js';
import type { Standard, StandardVersionRow, VersionState } from './standard.entity.js';

export const StandardVersionStateEnum = describedEnum<VersionState>(
  'StandardVersionState',
  'How far an edition has come.',
  {
    DRAFT: 'Being written; binds nobody.',
    PUBLISHED: 'In use; never changes.',
    SUPERSEDED: 'Followed by another; still judges what was done while it was valid.',
  },
);

@ObjectType('Standard', { description: 'A standard, law or rule set.' })
export class StandardType {
  @Field(() => String, { description: 'Code.' })
  code!: string;

  @Field(() => String, { description: 'Name in Chinese.' })
  nameZh!: string;

  @Field(() => String, { description: 'Name in English.' })
  nameEn!: string;

  @Field(() => String, { nullable: true, description: 'Who publishes it.' })
  issuer!: string | null;

  @Field(() => Boolean, {
    description: "An example, standing in until the base office enters the base's own.",
  })
  isExample!: boolean;

  @Field(() => Boolean, {
    description:
      "Rules of the product's own, judged by the base's own registers. No authority issued them; their confidence is that of the text they stand in.",
  })
  isOwn!: boolean;

  @Field(() => ProvenanceType, { description: 'Its latest edition here, and where it was read.' })
  provenance!: ProvenanceType;

  static of(row: Standard): StandardType {
    return Object.assign(new StandardType(), row, { provenance: row });
  }
}

@ObjectType('StandardVersion', { description: 'One edition of a standard. Once published it never changes.' })
export class StandardVersionType {
  @Field(() => String, { description: 'Code; findings name the version they were judged by.' })
  code!: string;

  @Field(() => String, { description: 'Code of the standard.' })
  standardCode!: string;

  @Field(() => StandardVersionStateEnum, { description: 'How far it has come.' })
  state!: VersionState;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was published here.' })
  publishedAt!: Instant | null;

  @Field(() => ProvenanceType, { description: 'Edition, validity, source and confidence.' })
  provenance!: ProvenanceType;

  static of(row: StandardVersionRow): StandardVersionType {
    return Object.assign(new StandardVersionType(), row, { provenance: row });
  }
}
