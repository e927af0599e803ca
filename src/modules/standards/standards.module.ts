import { Module } from '@nestjs/common';
import { ResiduePages } from './residue.pages.js';
import { ResidueResolver } from './residue.resolver.js';
import { StandardPages } from './standard.pages.js';
import { StandardQueries } from './standard.queries.js';
import { RuleResolver, StandardResolver, StandardVersionResolver } from './standard.resolver.js';

@Module({
  providers: [
    StandardQueries,
    StandardPages,
    ResiduePages,
    StandardResolver,
    StandardVersionResolver,
    RuleResolver,
    ResidueResolver,
  ],
  exports: [StandardQueries],
})
export class StandardsModule {}
