import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { PERMISSIONS } from '../../src/infrastructure/auth/permissions.js';
import { buildApp, type BuiltApp } from './support/built-app.js';
import { rootFields, type RootField } from './support/root-fields.js';

let built: BuiltApp;
let fields: RootField[];

beforeAll(async () => {
  built = await buildApp();
  fields = rootFields(built.app);
});

afterAll(() => built?.close());

const lineOf = ({ name, access }: RootField): string => {
  if (!access) return `${name}: says neither @Requires nor @Public`;
  return access.kind === 'public' ? `${name}: public, ${access.why}` : `${name}: ${access.permission}`;
};

describe('who may call a root field', () => {
  it('is known of every field of the schema', () => {
    const schema = buildSchema(built.schema);
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const published = roots.flatMap((root) =>
      root ? Object.keys(root.getFields()).map((field) => `${root.name}.${field}`) : [],
    );
    expect(fields.map(({ name }) => name)).toEqual(published.toSorted());
  });

  it('is said by every field', () => {
    expect(fields.filter(({ access }) => !access).map(lineOf)).toEqual([]);
  });

  it('is a permission that somebody can have', () => {
    const unknown = fields.filter(
      ({ access }) => access?.kind === 'requires' && !PERMISSIONS.includes(access.permission),
    );
    expect(unknown.map(lineOf)).toEqual([]);
  });

  it('has a reason where anybody may', () => {
    const unexplained = fields.filter(
      ({ access }) => access?.kind === 'public' && access.why.trim().length < 10,
    );
    expect(unexplained.map(lineOf)).toEqual([]);
  });

  // A changed line is a change of access and is reviewed as one; jest -u writes it.
  it('stays as it was agreed', () => {
    expect(`\n${fields.map(lineOf).join('\n')}\n`).toMatchSnapshot();
  });
});
