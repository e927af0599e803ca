import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Repeater } from 'graphql-yoga';
import {
  forbidden,
  serverStops,
  tooManySubscriptions,
  unauthenticated,
} from '../../infrastructure/auth/access-errors.js';
import type { Permission } from '../../infrastructure/auth/permissions.js';
import { actorOf, type Ctx } from '../../infrastructure/database/context.js';
import { ContextFactory } from '../../infrastructure/graphql/context-factory.js';
import type { GraphQLContext } from '../../infrastructure/graphql/graphql-context.js';
import {
  isBefore,
  positionFrom,
  type Feed,
  type FeedEntry,
  type Position,
} from '../ledger/ledger-feed.queries.js';
import { Waiting } from './waiting.js';

/** What one subscription wants to know. */
export interface Interest<T> {
  readonly http: GraphQLContext;
  /** What it follows. */
  readonly feed: Feed;
  /** Asked for again at each event: a role or a session that was taken away ends the subscription. */
  readonly permission: Permission;
  /** The id of the event seen last; null begins now. */
  readonly after: string | null;
  /** Whether an entry may be about it; decided from memory, for every entry there is. */
  concerns(entry: FeedEntry): boolean;
  /** What is told to somebody who has seen nothing yet, read under the subscriber's own scope. Null ends it. */
  atFirst(ctx: Ctx, at: Position): Promise<readonly T[] | null>;
  /** What is told of entries that concern it, as far as the subscriber sees it. Null ends the subscription. */
  tell(ctx: Ctx, entries: readonly FeedEntry[]): Promise<readonly T[] | null>;
}

/** Open at once of one account, and in this process. A browser with a few screens open needs one for each. */
const PER_ACCOUNT = 20;
const IN_PROCESS = 500;
/** Entries read at once for a subscriber that comes back. */
const PAGE = 500;

type Push<T> = (event: T) => Promise<unknown>;

/** Keeps the open subscriptions of this process; each follows the ledger, or another feed, from a place of its own. */
@Injectable()
export class Subscribers implements BeforeApplicationShutdown {
  /** What ends each one, and whose it is. */
  private readonly open = new Map<() => void, string>();
  private isStopping = false;

  constructor(private readonly contexts: ContextFactory) {}

  /** @throws GraphQLError TOO_MANY_SUBSCRIPTIONS, or BAD_USER_INPUT for an event id that this API never gave */
  follow<T>(interest: Interest<T>): AsyncIterable<T> {
    const { userId } = actorOf(interest.http.ctx);
    const { language } = interest.http.ctx;
    if (this.isStopping) throw serverStops(language);
    this.refuseTooMany(userId);
    const seen = interest.after === null ? null : positionFrom(interest.after);
    const waiting = new Waiting();
    const end = (): void => waiting.end();
    this.open.set(end, userId);
    return new Repeater<T>(async (push, stop) => {
      void stop.then(end);
      let unlisten: (() => void) | undefined;
      try {
        unlisten = await interest.feed.listen((entries) => waiting.add(entries.filter(interest.concerns)));
        await this.run(interest, seen, waiting, push);
        stop(this.isStopping ? serverStops(language) : undefined);
      } catch (error) {
        stop(error);
      } finally {
        unlisten?.();
        this.open.delete(end);
      }
    });
  }

  /** A server that stops lets its subscribers go: they come back, to this one or another, with their last event id. */
  beforeApplicationShutdown(): void {
    this.isStopping = true;
    for (const end of this.open.keys()) end();
  }

  private async run<T>(interest: Interest<T>, seen: Position | null, waiting: Waiting, push: Push<T>) {
    const end = await interest.feed.end();
    // An id of another database is from before this one was restored: it means nothing here. One that lies at the end
    // has nothing after it yet: whoever has seen that far is not told again how things stand.
    let at: Position | null =
      seen?.database === end.database && !isBefore(end, seen)
        ? await this.catchUp(interest, seen, push)
        : await this.begin(interest, end, push);
    while (at) {
      const entries = await waiting.next();
      if (!entries) return;
      const from = at;
      at = await this.tell(
        interest,
        from,
        entries.filter((entry) => isBefore(from, entry.at)),
        push,
      );
    }
  }

  private async begin<T>(interest: Interest<T>, at: Position, push: Push<T>): Promise<Position | null> {
    const events = await interest.atFirst(await this.renewed(interest), at);
    for (const event of events ?? []) await push(event);
    return events && at;
  }

  /** Tells of what happened since. Returns how far that went, or null where the subscription has ended. */
  private async catchUp<T>(interest: Interest<T>, seen: Position, push: Push<T>): Promise<Position | null> {
    let at: Position | null = seen;
    for (let isMore = true; at && isMore;) {
      const entries: FeedEntry[] = await interest.feed.since(at, PAGE);
      isMore = entries.length === PAGE;
      const told: Position | null = await this.tell(interest, at, entries.filter(interest.concerns), push);
      at = told && (entries.at(-1)?.at ?? told);
    }
    return at;
  }

  /** Returns how far it came, or null where the subscription has ended. */
  private async tell<T>(
    interest: Interest<T>,
    from: Position,
    entries: readonly FeedEntry[],
    push: Push<T>,
  ): Promise<Position | null> {
    const last = entries.at(-1);
    if (!last) return from;
    const events = await interest.tell(await this.renewed(interest), entries);
    for (const event of events ?? []) await push(event);
    return events && last.at;
  }

  /** Who the subscriber is by now. The nested fields of the event are answered for that one, too. */
  private async renewed<T>({ http, permission }: Interest<T>): Promise<Ctx> {
    const ctx = await this.contexts.again(http);
    if (!ctx.actor) throw unauthenticated();
    if (!ctx.actor.permissions.has(permission)) throw forbidden(permission);
    return ctx;
  }

  private refuseTooMany(userId: string): void {
    const own = [...this.open.values()].filter((of) => of === userId).length;
    if (own >= PER_ACCOUNT || this.open.size >= IN_PROCESS)
      throw tooManySubscriptions(own >= PER_ACCOUNT ? PER_ACCOUNT : null);
  }
}
