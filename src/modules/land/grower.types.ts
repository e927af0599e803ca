import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsOptional } from 'class-validator';
import { connectionOf, type Page } from '../../graphql/connection.js';
import { Satisfies } from '../../graphql/constraints.js';
import { IdField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { InstantScalar } from '../../graphql/scalars/scalars.js';
import { CodeField, TextField } from '../../graphql/text-field.js';
import type { GrowerId, OrganisationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { GrowerFilter, GrowerView } from './grower.queries.js';

const TELEPHONE = /^\+?[0-9][0-9 -]{4,19}$/;
const IsTelephone = (): PropertyDecorator =>
  Satisfies((value) => typeof value === 'string' && TELEPHONE.test(value), {
    zh: '应为电话号码：5 至 20 位数字，可含空格和连字符，可以 + 开头',
    en: 'must be a telephone number: 5 to 20 digits, with blanks and hyphens, perhaps after a +',
  });

@ObjectType('Grower', {
  description:
    'A household that grows for a cooperative. Name and telephone are personal: those in the cooperative who may read growers see them, the base office by revealGrower, nobody else.',
})
export class GrowerType implements GrowerView {
  @Field(() => ID, { description: 'Id.' })
  id!: GrowerId;

  @Field(() => String, { description: 'Code within the cooperative; stands in records instead of the name.' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'Code of the home town.' })
  townCode!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name; empty once erased, and for the base office until it looks with a reason.',
  })
  name!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Telephone; empty once erased, and for the base office until it looks with a reason.',
  })
  telephone!: string | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When name and telephone were erased.' })
  erasedAt!: Instant | null;

  // Behind the nested field that the resolver adds.
  organisationId!: OrganisationId;
}

export const GrowerConnection = connectionOf('Grower', () => GrowerType);
export type GrowerPage = Page<GrowerView> & { readonly filter: GrowerFilter };

@ObjectType({ description: 'A grower was recorded, changed, erased or looked at.' })
export class GrowerPayload {
  @Field(() => GrowerType, { description: 'The grower as kept now.' })
  grower!: GrowerView;
}

@InputType('GrowerFilter', { description: 'Which growers. What is left out does not limit.' })
export class GrowerFilterInput {
  @TextField({ nullable: true, max: 20, description: 'Whose home is in this town, by code.' })
  townCode?: string | null;

  @TextField({ nullable: true, max: 40, description: 'Whose code begins so.' })
  codePrefix?: string | null;

  @IdField({ nullable: true, description: 'Of this cooperative.' })
  organisationId?: OrganisationId | null;
}

@InputType({ description: 'A grower of your cooperative.' })
export class RecordGrowerInput extends CommandInputType {
  @CodeField({ description: 'Code within the cooperative; it stays when the name is erased.' })
  code!: string;

  @TextField({ nullable: true, max: 60, description: 'Name.' })
  name?: string | null;

  @TextField({ nullable: true, max: 20, description: 'Telephone.' })
  @IsTelephone()
  telephone?: string | null;

  @TextField({ nullable: true, max: 20, description: 'Code of the home town.' })
  townCode?: string | null;
}

@InputType({ description: 'What is to be changed of a grower. What is left out stays; null empties.' })
export class ChangeGrowerInput extends CommandInputType {
  @IdField({ description: 'The grower.' })
  growerId!: GrowerId;

  @TextField({ nullable: true, max: 60, description: 'Name.' })
  name?: string | null;

  @TextField({ nullable: true, max: 20, description: 'Telephone.' })
  @IsTelephone()
  @IsOptional()
  telephone?: string | null;

  @TextField({ nullable: true, max: 20, description: 'Code of the home town.' })
  townCode?: string | null;
}

@InputType({ description: 'A grower whose name and telephone are to be erased for good.' })
export class EraseGrowerInput extends CommandInputType {
  @IdField({ description: 'The grower.' })
  growerId!: GrowerId;
}

@InputType({ description: 'A look at the name and telephone of a grower.' })
export class RevealGrowerInput extends CommandInputType {
  @IdField({ description: 'The grower.' })
  growerId!: GrowerId;

  @TextField({ max: 200, description: 'Why; kept in the ledger with who looked and when.' })
  reason!: string;
}
