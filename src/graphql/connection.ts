import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import type { Type } from '@nestjs/common';
import { IsOptional, IsString, Max, Min } from 'class-validator';
import { isUuid } from '../kernel/ids.js';
import { AtMostCharacters } from './constraints.js';
import { badInput } from './input-errors.js';

@ObjectType({ description: 'Where a page ends, and whether there is more.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether another page follows.' })
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Pass it as `after` to get the next page.' })
  endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 25, description: 'How many, at most 100.' })
  @Min(1, { message: '最少 1 | must be at least 1' })
  @Max(100, { message: '最多 100 | must be at most 100' })
  first = 25;

  @Field(() => String, { nullable: true, description: 'The endCursor of the page before.' })
  @IsOptional()
  @IsString()
  @AtMostCharacters(200)
  after?: string | null;
}

/** Which page of a list is asked for: so many rows behind a cursor, or from the beginning. */
export interface PageAsked {
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** A page read by keyset: rows are asked for one more than shown, so that the end is known without counting. */
export interface Page<T> {
  edges: { cursor: string; node: T }[];
  pageInfo: PageInfo;
}

/** The sort key and id of the last row of a page, opaque to clients. */
export interface Cursor {
  key: string;
  id: string;
}

export const encodeCursor = ({ key, id }: Cursor): string =>
  Buffer.from(JSON.stringify([key, id])).toString('base64url');

/** @throws GraphQLError BAD_USER_INPUT if it is not a cursor this API gave */
export function decodeCursor(cursor: string): Cursor {
  try {
    const [key, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if (typeof key === 'string' && typeof id === 'string') return { key, id };
  } catch {
    // Falls through to the one error for everything that is not a cursor.
  }
  throw badInput([
    { path: ['after'], message: { zh: '不是本接口给出的游标', en: 'is not a cursor of this API' } },
  ]);
}

/**
 * Behind which row a list goes on that is ordered by ids alone; null: from its beginning.
 *
 * @throws GraphQLError BAD_USER_INPUT if it is no cursor of such a list
 */
export function afterId(after: string | null | undefined): string | null {
  if (!after) return null;
  const { id } = decodeCursor(after);
  if (isUuid(id)) return id;
  throw badInput([
    { path: ['after'], message: { zh: '不是本列表的游标', en: 'is not a cursor of this list' } },
  ]);
}

/**
 * Makes a page of rows that were asked for with `first + 1`.
 *
 * @param rows at most `first + 1`, in the order shown
 * @param node what is shown of a row; left out: the row as it is
 */
export function pageOf<R>(rows: readonly R[], first: number, cursorOf: (row: R) => Cursor): Page<R>;
export function pageOf<R, T>(
  rows: readonly R[],
  first: number,
  cursorOf: (row: R) => Cursor,
  node: (row: R) => T,
): Page<T>;
export function pageOf<R>(
  rows: readonly R[],
  first: number,
  cursorOf: (row: R) => Cursor,
  node: (row: R) => unknown = (row) => row,
): Page<unknown> {
  const shown = rows.slice(0, first);
  const edges = shown.map((row) => ({ cursor: encodeCursor(cursorOf(row)), node: node(row) }));
  return {
    edges,
    pageInfo: { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor ?? null },
  };
}

/** As {@link pageOf}, of a list that goes on by {@link afterId}. */
export const pageById = <R extends { readonly id: string }>(rows: readonly R[], first: number): Page<R> =>
  pageOf(rows, first, ({ id }) => ({ key: id, id }));

/** The `...Connection` of a type. `totalCount` is added by the resolver of the module, so that it is paid for only when asked. */
export function connectionOf<T extends object>(name: string, node: () => Type<T>): Type<Page<T>> {
  @ObjectType(`${name}Edge`, { description: `One ${name} of a page.` })
  class Edge {
    @Field(() => String, { description: 'Where this one stands.' })
    cursor!: string;

    @Field(node, { description: `The ${name}.` })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${name}.` })
  class Connection {
    @Field(() => [Edge], { description: 'The rows of this page.' })
    edges!: Edge[];

    @Field(() => PageInfo, { description: 'Whether there is more.' })
    pageInfo!: PageInfo;
  }
  return Connection;
}
