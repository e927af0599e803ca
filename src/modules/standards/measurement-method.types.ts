import { Field, ObjectType } from '@nestjs/graphql';
import { ProvenanceType } from '../../graphql/provenance.types.js';
import type { Language } from '../../infrastructure/database/context.js';
import { methodsFor } from './measurement-methods.js';

@ObjectType('MeasurementMethod', {
  description:
    'How a parameter is sampled, measured or counted, as one text says. People work by it; nothing is judged by it.',
})
export class MeasurementMethodType {
  @Field(() => String, { description: 'Code.' })
  code!: string;

  @Field(() => String, { description: 'What to do, in the language of the request.' })
  text!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What of the text was not read, in the language of the request.',
  })
  note!: string | null;

  @Field(() => ProvenanceType, { description: 'Where it was read, and how far it may be trusted.' })
  provenance!: ProvenanceType;

  /** What is known of a parameter, the best trusted first. */
  static of(language: Language, parameter: string): MeasurementMethodType[] {
    return methodsFor(parameter).map(({ code, text, note, ...provenance }) => ({
      code,
      text: text[language],
      note: note?.[language] ?? null,
      provenance,
    }));
  }
}
