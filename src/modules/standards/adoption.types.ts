import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsIn, IsString, ValidateNested } from 'class-validator';
import { BilingualType } from '../../graphql/bilingual.types.js';
import { DayField } from '../../graphql/day-field.js';
import { describedEnum } from '../../graphql/enums.js';
import { IdField } from '../../graphql/id-field.js';
import { ProvenanceType } from '../../graphql/provenance.types.js';
import { CommandInputType } from '../../graphql/refused.js';
import { CodeField, TextField } from '../../graphql/text-field.js';
import type { AttachmentId, UserId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { ShippedAdoptable } from './adoptable-rules.js';
import type { Adopted, AdoptRulesTold } from './commands/adopt-rules.js';
import { EFFECTS, type Effect } from './domain/rule.js';
import { EditionEntryType } from './edition.types.js';
import { EffectEnum } from './rule.types.js';

@ObjectType('AdoptableRule', {
  description:
    'A rule of an international standard 可约定采用的规则. It judges nothing before a market pack or a standard of the base adopts it.',
})
export class AdoptableRuleType {
  @Field(() => String, { description: 'The standard, as its publisher calls it.' })
  standard!: string;

  @Field(() => String, { description: 'Code.' })
  code!: string;

  @Field(() => String, { description: 'How it is judged.' })
  kind!: string;

  @Field(() => String, { description: 'The figures it judges by, as JSON.' })
  parametersJson!: string;

  @Field(() => BilingualType, { description: 'What it asks for.' })
  title!: ShippedAdoptable['title'];

  @Field(() => ProvenanceType, { description: 'Where this comes from.' })
  provenance!: ProvenanceType;

  static of = (row: ShippedAdoptable): AdoptableRuleType =>
    Object.assign(new AdoptableRuleType(), {
      standard: row.standard,
      code: row.code,
      kind: row.kind,
      parametersJson: JSON.stringify(row.parameters),
      title: row.title,
      provenance: row,
    });
}

@InputType({ description: 'One rule to adopt.' })
export class AdoptedRuleInput {
  @CodeField({ description: 'Code, as `adoptableRules` names it.' })
  code!: string;

  @TextField({
    nullable: true,
    max: 200,
    description:
      'The clause in which you read it, where the rule ships without one; countersigning asks for it.',
  })
  clause?: string | null;
}

@InputType({ description: 'Rules of international standards, taken over into a draft as they ship.' })
export class AdoptRulesInput extends CommandInputType {
  @TextField({ max: 200, description: 'Code of the draft: of a market pack, or of a standard of the base.' })
  versionCode!: string;

  @Field(() => EffectEnum, {
    description: 'CONTRACT or ADVICE: no authority of a market issued them, so they are no law.',
  })
  @IsIn(EFFECTS)
  effect!: Effect;

  @Field(() => [AdoptedRuleInput], { description: 'Which rules.' })
  @ArrayMinSize(1, { message: '至少一项 | must have at least one' })
  @ArrayMaxSize(100, { message: '最多 100 项 | at most 100' })
  @ValidateNested({ each: true })
  @Type(() => AdoptedRuleInput)
  rules!: AdoptedRuleInput[];

  @TextField({ nullable: true, max: 20, description: 'The market they are for; empty: all, or the pack’s.' })
  marketCode?: string | null;

  @IdField({ nullable: true, description: 'The attachment that shows the text; countersigning asks for it.' })
  scanId?: AttachmentId | null;

  @IdField({ nullable: true, description: 'Who of the base office sees to them.' })
  ownerId?: UserId | null;

  @DayField({ nullable: true, description: 'By when; not a day that has passed.' })
  @IsString()
  dueOn?: LocalDate | null;

  toCommand(): AdoptRulesTold & { requestId: string } {
    const { requestId, versionCode, effect, scanId, ownerId, dueOn } = this;
    const rules = this.rules.map(({ code, clause }) => ({ code, clause: clause ?? null }));
    return {
      requestId,
      versionCode,
      effect,
      rules,
      marketCode: this.marketCode ?? null,
      scanId,
      ownerId,
      dueOn,
    };
  }
}

export const AdoptionOutcomeEnum = describedEnum<Adopted['rules'][number]['outcome']>(
  'AdoptionOutcome',
  'What became of a rule that was to be adopted.',
  {
    ADOPTED: 'It is an entry of the draft now, for a second person to countersign.',
    ALREADY_THERE: 'The draft said the very same already: nothing was changed, and who signed it stays.',
  },
);

@ObjectType({ description: 'One rule that a draft has adopted.' })
export class AdoptedRuleType {
  @Field(() => String, { description: 'Code.' })
  code!: string;

  @Field(() => AdoptionOutcomeEnum, { description: 'Whether it was taken over now.' })
  outcome!: Adopted['rules'][number]['outcome'];

  @Field(() => EditionEntryType, { description: 'The entry.' })
  entry!: EditionEntryType;
}

@ObjectType({ description: 'What became of each rule, in the order in which they were named.' })
export class AdoptRulesPayload {
  @Field(() => [AdoptedRuleType], { description: 'The rules.' })
  rules!: AdoptedRuleType[];
}
