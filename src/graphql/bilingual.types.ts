import { Field, ObjectType } from '@nestjs/graphql';

/** Plain data of the shape { zh, en } needs no mapping to become this. */
@ObjectType('Bilingual', { description: 'A text in both languages.' })
export class BilingualType {
  @Field(() => String, { description: 'In Chinese.' })
  zh!: string;

  @Field(() => String, { description: 'In English.' })
  en!: string;
}
