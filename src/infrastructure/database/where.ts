import type { Ctx } from './context.js';
import { visibleTo } from './scope.js';

/** The conditions and parameters of one statement, gathered together so that their numbers cannot come apart. */
export class Where {
  readonly params: unknown[] = [];
  private readonly conditions: string[] = [];

  /** Adds a value that is no condition (a limit, say). @returns how the statement names it: `$3` */
  value(value: unknown): string {
    this.params.push(value);
    return `$${this.params.length}`;
  }

  /** Adds a condition, unless the value it needs is absent. */
  when<T>(value: T | null | undefined, condition: (parameter: string) => string): this {
    if (value !== null && value !== undefined) this.conditions.push(condition(this.value(value)));
    return this;
  }

  /** Adds a condition that stands for itself. */
  and(condition: string): this {
    this.conditions.push(condition);
    return this;
  }

  /** Limits a table with `visible_to` to the caller's rows. */
  visibleTo(ctx: Ctx, alias: string): this {
    return this.and(visibleTo(ctx, alias, this.params));
  }

  toString(): string {
    return this.conditions.length > 0 ? this.conditions.join(' AND ') : 'true';
  }
}

/**
 * Gives the same text, and not only an equal one, for the same conditions: statements are known again by their text, and
 * one put together anew has to be read through for that each time. For conditions of which there are few.
 */
export class StatementTexts {
  private readonly texts = new Map<string, string>();

  /** @param beginning the statement up to and including WHERE */
  constructor(private readonly beginning: string) {}

  with(where: Where): string {
    const conditions = where.toString();
    const text = this.texts.get(conditions) ?? this.beginning + conditions;
    this.texts.set(conditions, text);
    return text;
  }
}
