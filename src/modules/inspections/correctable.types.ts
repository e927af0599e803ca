import { Field, ID, ObjectType } from '@nestjs/graphql';
import { InstantScalar } from '../../graphql/scalars/scalars.js';
import type { Instant } from '../../kernel/instant.js';
import type { DeclineReason } from '../growing/domain/settling.js';
import { DeclineReasonEnum } from '../growing/settling.types.js';

/** What all entries have that are put right by other entries. */
@ObjectType({ isAbstract: true })
export abstract class CorrectableType {
  @Field(() => InstantScalar, { description: 'When it was entered.' })
  recordedAt!: Instant;

  @Field(() => ID, { nullable: true, description: 'The entry whose place it takes.' })
  correctsId!: string | null;

  @Field(() => Boolean, {
    description: 'Whether it says that what it corrects was none; then it never counts.',
  })
  isVoid!: boolean;

  @Field(() => Boolean, {
    description:
      'Whether a later entry took its place: it no longer counts, or only against the fruit while nobody has agreed to that.',
  })
  isCorrected!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Why it takes the place of another; an empty text once that was erased.',
  })
  correctionReason!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Username of who corrected; seen by whose inspection it is and the base office.',
  })
  correctedBy!: string | null;

  @Field(() => Boolean, {
    description:
      'It was made after the signature, which does not cover it, and speaks for the fruit only once the base office has agreed.',
  })
  needsAgreement!: boolean;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When the base office agreed to it; empty: not yet, or nobody has to.',
  })
  agreedAt!: Instant | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      'When the base office declined it: what it withdrew counts, and it still counts against the fruit.',
  })
  declinedAt!: Instant | null;

  @Field(() => DeclineReasonEnum, { nullable: true, description: 'Why it was declined.' })
  declineReason!: DeclineReason | null;

  @Field(() => String, {
    nullable: true,
    description: 'Username of who declined it; seen by the base office.',
  })
  declinedBy!: string | null;
}
