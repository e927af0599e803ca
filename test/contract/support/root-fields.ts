import { ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ACCESS, type Access } from '../../../src/infrastructure/auth/access.js';

/** Under these keys `@Query`, `@Mutation` and `@Subscription` leave on a method what it answers. */
const RESOLVER_TYPE = 'graphql:resolver_type';
const RESOLVER_NAME = 'graphql:resolver_name';
const ROOTS = ['Query', 'Mutation', 'Subscription'];

/** A field of the API's roots and what it says of who may call it; undefined if nothing. */
export interface RootField {
  /** `Query.regions` */
  readonly name: string;
  readonly access: Access | undefined;
}

/** The root fields of every resolver of the running product, with what the guard would find on them. */
export function rootFields(app: NestFastifyApplication): RootField[] {
  const classes = [...app.get(ModulesContainer).values()]
    .flatMap((module) => [...module.providers.values()])
    .map(({ metatype }) => metatype)
    .filter((metatype): metatype is { prototype: object } & typeof metatype => Boolean(metatype?.prototype));
  return [...new Set(classes)].flatMap(fieldsOf).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function fieldsOf(resolver: { prototype: object }): RootField[] {
  return Object.entries(Object.getOwnPropertyDescriptors(resolver.prototype)).flatMap(([key, { value }]) => {
    if (typeof value !== 'function') return [];
    const root: unknown = Reflect.getMetadata(RESOLVER_TYPE, value);
    if (typeof root !== 'string' || !ROOTS.includes(root)) return [];
    const name = (Reflect.getMetadata(RESOLVER_NAME, value) as string | undefined) ?? key;
    // As the guard looks: on the method, else on its class.
    const access = (Reflect.getMetadata(ACCESS, value) ?? Reflect.getMetadata(ACCESS, resolver)) as
      Access | undefined;
    return [{ name: `${root}.${name}`, access }];
  });
}
