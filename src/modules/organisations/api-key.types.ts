import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { ArrayMaxSize, IsArray, IsIn, IsString } from 'class-validator';
import { IdField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { InstantScalar } from '../../graphql/scalars/scalars.js';
import { TextField } from '../../graphql/text-field.js';
import { PERMISSIONS, type Permission } from '../../infrastructure/auth/permissions.js';
import type { ApiKeyId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

@ObjectType('ApiKey', { description: "A program's way in: acts for one organisation, within its scopes." })
export class ApiKeyType {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => String, { description: 'What it is for.' })
  name!: string;

  @Field(() => String, { description: 'How the key begins; enough to tell it from others.' })
  prefix!: string;

  @Field(() => [String], { description: 'What it may do, as noun:verb, as long as its maker may.' })
  scopes!: Permission[];

  @Field(() => ID, { description: 'The person in whose name it acts.' })
  userId!: string;

  @Field(() => InstantScalar, { description: 'Made at.' })
  createdAt!: Instant;

  @Field(() => InstantScalar, { description: 'Works until.' })
  expiresAt!: Instant;

  @Field(() => InstantScalar, { nullable: true, description: 'Last used, to the minute; absent if never.' })
  lastUsedAt!: Instant | null;

  @Field(() => InstantScalar, { nullable: true, description: 'Revoked at, where it was.' })
  revokedAt!: Instant | null;
}

@InputType({ description: 'A key to make.' })
export class CreateApiKeyInput {
  @TextField({ max: 100, description: 'What it is for.' })
  name!: string;

  @Field(() => [String], {
    description: "What it may do, as noun:verb: some of the maker's own permissions, see `me`.",
  })
  @IsArray()
  @ArrayMaxSize(PERMISSIONS.length, {
    message: `最多 ${PERMISSIONS.length} 项 | must have at most ${PERMISSIONS.length}`,
  })
  @IsIn(PERMISSIONS, {
    each: true,
    message: '应为 me 所列的权限 | must be permissions as listed by `me`',
  })
  scopes!: Permission[];

  @Field(() => InstantScalar, { description: 'Works until: in the future, within 365 days.' })
  @IsString()
  expiresAt!: Instant;
}

@InputType({ description: 'A key to revoke.' })
export class RevokeApiKeyInput extends CommandInputType {
  @IdField({ description: 'The key.' })
  apiKeyId!: ApiKeyId;
}

@ObjectType({ description: 'A key was made.' })
export class CreateApiKeyPayload {
  @Field(() => ApiKeyType, { description: 'The key.' })
  apiKey!: ApiKeyType;

  @Field(() => String, { description: 'Send it as `Authorization: Bearer ...`. Shown once.' })
  secret!: string;
}

@ObjectType({ description: 'The key no longer works.' })
export class RevokeApiKeyPayload {
  @Field(() => ApiKeyType, { description: 'The key.' })
  apiKey!: ApiKeyType;
}
