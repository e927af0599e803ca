import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { CONFIDENCE_LEVELS, type Provenance } from '../infrastructure/database/provenance.js';
import type { LocalDate } from '../kernel/local-date.js';
import { LocalDateScalar } from './scalars/scalars.js';

/** The wire names are upper case like every enum's; the values are the ones stored. */
export const ConfidenceEnum = Object.fromEntries(
  CONFIDENCE_LEVELS.map((level) => [level.toUpperCase(), level]),
);
registerEnumType(ConfidenceEnum, {
  name: 'Confidence',
  description:
    'How far a reference fact may be trusted. Only OFFICIAL and CONFIRMED ones can lead to PASS or FAIL.',
  valuesMap: {
    OFFICIAL: {
      description:
        'The official text was read, and nothing says it was amended since. Of a rule with `isOwn` that text is the product’s own.',
    },
    CONFIRMED: { description: 'The base office read the text and a second person countersigned.' },
    SECONDARY: { description: 'Read in an older, partial or unofficial text, or with a reservation.' },
    UNVERIFIED: { description: 'From memory, or an example.' },
  },
});

@ObjectType('Source', { description: 'Where a reference fact was read.' })
export class SourceType {
  @Field(() => String, { description: 'Title or number of the document.' })
  document!: string;

  @Field(() => String, { nullable: true, description: 'Clause, table or page.' })
  clause!: string | null;

  @Field(() => String, { nullable: true, description: 'Where it can be read.' })
  url!: string | null;
}

@ObjectType('Provenance', {
  description: 'Where a reference fact comes from, when it applies and how far it may be trusted.',
})
export class ProvenanceType {
  @Field(() => String, { nullable: true, description: 'Edition of the text, as its publisher names it.' })
  edition!: string | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'First day on which it applies; empty where not known.',
  })
  validFrom!: LocalDate | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Last day on which it applies; empty while it does.',
  })
  validTo!: LocalDate | null;

  @Field(() => SourceType, { description: 'Where it was read.' })
  source!: SourceType;

  @Field(() => LocalDateScalar, { description: 'When somebody last looked whether it still holds.' })
  lastChecked!: LocalDate;

  @Field(() => ConfidenceEnum, { description: 'How far it may be trusted.' })
  confidence!: Provenance['confidence'];
}
