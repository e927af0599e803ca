import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { RuleSubject } from '../standards/domain/rule.js';
import { RuleSubjectEnum } from '../standards/rule.types.js';

@ObjectType('FindingSubject', { description: 'What a finding is about.' })
export class FindingSubject {
  @Field(() => RuleSubjectEnum, { description: 'A plot, a batch, the lot or its shipment.' })
  type!: RuleSubject;

  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Code of the plot or batch, which everybody who sees the fruit sees; empty for the lot and its shipment, and for batches in findings of before.',
  })
  code?: string | null;
}
