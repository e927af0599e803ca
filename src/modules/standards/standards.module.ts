import { Module } from '@nestjs/common';
import { ReferenceReactions } from './reference-reactions.js';
import { ResiduePages } from './residue.pages.js';
import { ResidueResolver } from './residue.resolver.js';
import { StandardPages } from './standard.pages.js';
import { StandardQueries } from './standard.queries.js';
import { RuleResolver, StandardResolver, StandardVersionResolver } from './standard.resolver.js';

@Module({
  providers: [
    ReferenceReactions,
    StandardQueries,
    StandardPages,
    ResiduePages,
    StandardResolver,
    StandardVersionResolver,
    RuleResolver,
    ResidueResolver,
  ],
  exports: [ReferenceReactions, StandardQueries],
})
export class StandardsModule {}
