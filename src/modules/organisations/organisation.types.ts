import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsIn, IsOptional } from 'class-validator';
import { FlagField } from '../../graphql/flag-field.js';
import { connectionOf, type Page } from '../../graphql/connection.js';
import { IdField } from '../../graphql/id-field.js';
import { OrganisationKindEnum } from '../../graphql/party.types.js';
import { CommandInputType } from '../../graphql/refused.js';
import { InstantScalar } from '../../graphql/scalars/scalars.js';
import { CodeField, TextField } from '../../graphql/text-field.js';
import { ORGANISATION_KINDS, type OrganisationKind } from '../../infrastructure/auth/permissions.js';
import type { OrganisationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { OrganisationFilter } from './organisation.queries.js';

@ObjectType('Organisation', { description: 'A cooperative, packhouse, exporter or other party of the base.' })
export class OrganisationType {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => String, { description: 'Short code, as printed in lists.' })
  code!: string;

  @Field(() => OrganisationKindEnum, { description: 'What part it takes.' })
  kind!: OrganisationKind;

  @Field(() => String, { description: 'Name in Chinese.' })
  nameZh!: string;

  @Field(() => String, { description: 'Name in English.' })
  nameEn!: string;

  @Field(() => String, { nullable: true, description: 'GB/T 2260 code of its county.' })
  countyCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Code of its town, nine digits.' })
  townCode!: string | null;

  @Field(() => String, { nullable: true, description: 'GS1 Global Location Number.' })
  gln!: string | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was closed; absent while it goes on.' })
  closedAt!: Instant | null;
}

export const OrganisationConnection = connectionOf('Organisation', () => OrganisationType);

/** A page with the filter it was asked for, from which its total is counted. */
export type OrganisationPage = Page<OrganisationType> & { readonly filter: OrganisationFilter };

@InputType('OrganisationFilter', { description: 'Which organisations; what is left out does not matter.' })
export class OrganisationFilterInput {
  @Field(() => OrganisationKindEnum, { nullable: true, description: 'Only of this kind.' })
  @IsOptional()
  @IsIn(ORGANISATION_KINDS)
  kind?: OrganisationKind | null;

  @TextField({ nullable: true, max: 6, description: 'Only of this county, GB/T 2260 code.' })
  countyCode?: string | null;

  @TextField({ nullable: true, max: 100, description: 'Part of a name or of the code, in any case.' })
  search?: string | null;

  @TextField({ nullable: true, max: 32, description: 'How the code begins.' })
  codePrefix?: string | null;

  @FlagField({ description: 'Whether closed ones are listed too.' })
  includeClosed?: boolean | null;
}

@InputType('RegisterOrganisationInput', { description: 'An organisation to enter in the register.' })
export class RegisterOrganisationInputType extends CommandInputType {
  @CodeField({ description: 'Short code, not used before: capital letters, digits and hyphens.' })
  code!: string;

  @Field(() => OrganisationKindEnum, { description: 'What part it takes.' })
  @IsIn(ORGANISATION_KINDS)
  kind!: OrganisationKind;

  @TextField({ max: 100, description: 'Name in Chinese.' })
  nameZh!: string;

  @TextField({ max: 100, description: 'Name in English.' })
  nameEn!: string;

  @TextField({ nullable: true, max: 6, description: 'GB/T 2260 code of its county.' })
  countyCode?: string | null;

  @TextField({ nullable: true, max: 9, description: 'Code of its town, nine digits, in that county.' })
  townCode?: string | null;

  @TextField({ nullable: true, max: 13, description: 'GS1 Global Location Number, 13 digits.' })
  gln?: string | null;
}

@InputType({ description: 'New names for an organisation.' })
export class RenameOrganisationInput extends CommandInputType {
  @IdField({ description: 'The organisation.' })
  organisationId!: OrganisationId;

  @TextField({ max: 100, description: 'Name in Chinese.' })
  nameZh!: string;

  @TextField({ max: 100, description: 'Name in English.' })
  nameEn!: string;
}

@InputType({ description: 'The organisation to close.' })
export class CloseOrganisationInput extends CommandInputType {
  @IdField({ description: 'The organisation.' })
  organisationId!: OrganisationId;
}

@ObjectType({ description: 'The organisation is in the register.' })
export class RegisterOrganisationPayload {
  @Field(() => OrganisationType, { description: 'The organisation.' })
  organisation!: OrganisationType;
}

@ObjectType({ description: 'The organisation bears other names.' })
export class RenameOrganisationPayload {
  @Field(() => OrganisationType, { description: 'The organisation.' })
  organisation!: OrganisationType;
}

@ObjectType({ description: 'The organisation is closed.' })
export class CloseOrganisationPayload {
  @Field(() => OrganisationType, { description: 'The organisation.' })
  organisation!: OrganisationType;
}
