import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../infrastructure/database/context.js';
import type { JsonValue } from '../../../kernel/canonical-json.js';
import type { JobId } from '../../../kernel/ids.js';
import type { Bilingual } from '../../../kernel/refusal.js';
import type { JobKind } from '../domain/job.js';

/** One try at a job. */
export interface JobRun<P extends JsonValue = JsonValue> {
  readonly jobId: JobId;
  readonly payload: P;
  /** What the last step of an earlier try named; null where there was none. Go on after it. */
  readonly reached: string | null;
  /** Says how many steps are still to be made, so that people see how far it is. Say it first. */
  toDo(count: number): Promise<void>;
  /**
   * Makes one step and notes that it was made, in one transaction as the product itself: after a crash no step is lost
   * and none is made twice. It may be run again like all work of a transaction.
   *
   * @param reached names the step: what comes back as `reached` in another try
   */
  step(reached: string, work: (tx: Tx) => Promise<void>): Promise<void>;
}

/** Does jobs of one kind. Throwing means: try again later. */
export interface JobWork<P extends JsonValue = JsonValue> {
  run(run: JobRun<P>): Promise<void>;
}

export interface RegisteredKind {
  readonly kind: JobKind;
  readonly work: JobWork;
}

/** Where modules above say which jobs they do, before the server has started. */
@Injectable()
export class JobKinds {
  private readonly kinds = new Map<string, RegisteredKind>();

  /** @throws Error if the kind is registered already (a bug) */
  register<P extends JsonValue>(kind: JobKind<P>, work: JobWork<P>): void {
    if (this.kinds.has(kind.name)) throw new Error(`jobs of kind ${kind.name} are done already`);
    this.kinds.set(kind.name, { kind, work });
  }

  all(): RegisteredKind[] {
    return [...this.kinds.values()];
  }

  find(name: string): RegisteredKind | null {
    return this.kinds.get(name) ?? null;
  }

  /** What it is called among people; of a kind this server does not know, its name. */
  titleOf(name: string): Bilingual {
    return this.find(name)?.kind.title ?? { zh: name, en: name };
  }
}
