import {
  createUnionType,
  Field,
  InputType,
  InterfaceType,
  ObjectType,
  registerEnumType,
} from '@nestjs/graphql';
import type { Type } from '@nestjs/common';
import { expectedRows } from './expected-rows.js';
import { describeRefusal, refusalCodes, sentenceOf, type AnyRefusal } from '../kernel/refusal.js';
import { IdField } from './id-field.js';
import type { Ctx } from '../infrastructure/database/context.js';
import { noteRefusal } from '../infrastructure/watching/noted.js';

/** Filled from what the modules declare; the enum lists them all. */
const ReasonCode: Record<string, string> = {};

/** Takes the declared codes into the enum; called when all modules are loaded and before the schema is built. */
export function publishReasonCodes(): void {
  const valuesMap: Record<string, { description: string }> = {};
  for (const code of refusalCodes()) {
    ReasonCode[code] = code;
    valuesMap[code] = { description: `${describeRefusal(code)}.` };
  }
  registerEnumType(ReasonCode, {
    name: 'ReasonCode',
    description:
      'Why something was refused. Codes are stable: clients may switch on them. In braces: figures and names of the case, which are among the facts of the reason.',
    valuesMap,
  });
}

@ObjectType({ description: 'A figure or name that belongs to a reason, for programs.' })
export class ReasonFact {
  @Field(() => String, { description: 'What it is, e.g. excessGrams.' })
  name!: string;

  @Field(() => String, { description: 'Its value as text.' })
  value!: string;
}

@InterfaceType({
  description: 'One reason for a refusal.',
  resolveType: (value: object) => value.constructor,
})
export abstract class Reason {
  @Field(() => ReasonCode, { description: 'Stable code.' })
  code!: string;

  @Field(() => String, { description: 'The reason as a sentence in the language of the request.' })
  message!: string;

  @Field(() => [String], { nullable: true, description: 'The input field concerned, where there is one.' })
  path!: string[] | null;

  @Field(() => [ReasonFact], { complexity: expectedRows(4), description: 'The figures behind the sentence.' })
  facts!: ReasonFact[];
}

@ObjectType({
  implements: () => [Reason],
  description: 'A reason that needs no more than its code, sentence and figures.',
})
export class PlainReason extends Reason {}

@ObjectType({
  description: 'Nothing was changed, and here is every reason why. The same requestId may be used again.',
})
export class Refused {
  @Field(() => [Reason], { complexity: expectedRows(3), description: 'All reasons, not only the first.' })
  reasons!: Reason[];
}

@InputType({ isAbstract: true })
export abstract class CommandInputType {
  @IdField({
    description:
      'A UUID made by the client before the first try. Sending the same input with the same id again changes nothing and answers as the first time.',
  })
  requestId!: string;
}

/** Turns the refusals of a command into the API's answer. */
export function refused(ctx: Ctx, refusals: readonly AnyRefusal[]): Refused {
  return Object.assign(new Refused(), { reasons: refusals.map((refusal) => reasonOf(ctx, refusal)) });
}

/** One refusal as a reason; modules with richer reasons start from it. */
export function reasonOf(ctx: Ctx, refusal: AnyRefusal): PlainReason {
  noteRefusal(refusal.code);
  return Object.assign(new PlainReason(), {
    code: refusal.code,
    message: sentenceOf(refusal)[ctx.language],
    path: refusal.path ? [...refusal.path] : null,
    facts: Object.entries(refusal.values)
      .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
      .map(([name, value]) => ({ name, value: String(value) })),
  });
}

/** The `...Result` union of a mutation: its payload, or `Refused`. */
export function resultUnion<P extends object>(name: string, payload: () => Type<P>): P | Refused {
  const union: unknown = createUnionType({
    name,
    description: 'What was done, or why nothing was done.',
    types: () => [payload(), Refused] as const,
    resolveType: (value: object) => (value instanceof Refused ? Refused : payload()),
  });
  return union as P | Refused;
}
