import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { connectionOf, type Page } from '../../graphql/connection.js';
import { IdField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { InstantScalar } from '../../graphql/scalars/scalars.js';
import { CodeField, TextField } from '../../graphql/text-field.js';
import type { OrchardId, OrganisationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { OrchardFilter, OrchardView } from './orchard.queries.js';

@ObjectType('Orchard', { description: 'Plots that are looked after together 果园.' })
export class OrchardType implements OrchardView {
  @Field(() => ID, { description: 'Id.' })
  id!: OrchardId;

  @Field(() => String, { description: 'Code, unique in the base.' })
  code!: string;

  @Field(() => String, { description: 'Name in Chinese.' })
  nameZh!: string;

  @Field(() => String, { nullable: true, description: 'Name in English, where there is one.' })
  nameEn!: string | null;

  @Field(() => String, { description: 'Code of its town.' })
  townCode!: string;

  @Field(() => InstantScalar, { description: 'When it was registered here.' })
  createdAt!: Instant;

  // Behind the nested field that the resolver adds.
  organisationId!: OrganisationId;
}

export const OrchardConnection = connectionOf('Orchard', () => OrchardType);
export type OrchardPage = Page<OrchardView> & { readonly filter: OrchardFilter };

@ObjectType({ description: 'An orchard was registered.' })
export class OrchardPayload {
  @Field(() => OrchardType, { description: 'The orchard.' })
  orchard!: OrchardView;
}

@InputType('OrchardFilter', { description: 'Which orchards. What is left out does not limit.' })
export class OrchardFilterInput {
  @TextField({ nullable: true, max: 20, description: 'In this town, by code.' })
  townCode?: string | null;

  @IdField({ nullable: true, description: 'Of this cooperative.' })
  organisationId?: OrganisationId | null;

  @TextField({ nullable: true, max: 40, description: 'Whose code begins so.' })
  codePrefix?: string | null;
}

@InputType({ description: 'An orchard of your cooperative.' })
export class RegisterOrchardInput extends CommandInputType {
  @CodeField({ description: 'Code, unique in the base.' })
  code!: string;

  @TextField({ max: 100, description: 'Name in Chinese.' })
  nameZh!: string;

  @TextField({ nullable: true, max: 100, description: 'Name in English.' })
  nameEn?: string | null;

  @TextField({ max: 20, description: 'Code of the town it lies in.' })
  townCode!: string;
}
