import { Readable } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import { INCOMING } from '../../infrastructure/blobs/blob-storage.js';
import { receiveBlob } from '../../infrastructure/blobs/receive-blob.js';
import { systemContext } from '../../infrastructure/database/system-context.js';
import type { Actor, Ctx } from '../../infrastructure/database/context.js';
import { seededIds, type RequestId } from '../../kernel/ids.js';
import { DoWaitingJobs } from '../../modules/jobs/commands/do-waiting-jobs.js';
import type { Deed, Hand } from './deed.js';
import { idBlocks } from './id-blocks.js';
import { Names } from './names.js';

/** Names the device in the ledger, so that nobody takes an entry for one made in the field. */
const DEVICE = 'demo-season';

/**
 * Does the deeds one after the other, each as its person and at its own moment. Doing them again, or going on where a
 * load was cut short, changes nothing that was done: each command is given under the same request id.
 *
 * @param deeds in the order of their moments
 * @param done  told after each deed how many are done
 */
export async function runDeeds(
  app: INestApplicationContext,
  seed: string,
  deeds: readonly Deed[],
  done: (count: number) => void,
): Promise<void> {
  const blocks = idBlocks(seed, deeds.length);
  const names = new Names();
  const actors = new Map<string, Actor>();
  const jobs = app.get(DoWaitingJobs, { strict: false });
  for (const [index, deed] of deeds.entries()) {
    const ids = blocks[index]!;
    const requestId = ids.next<RequestId>();
    const system: Ctx = { ...systemContext({ now: () => deed.at }, ids), device: DEVICE };
    const hand: Hand = {
      ctx: deed.as === null ? system : asPerson(system, deed, actors),
      requestId,
      names,
      actors,
      keepFile: (bytes) => keepFile(app.get<string | null>(INCOMING, { strict: false }), bytes),
      command: (type) => app.get(type, { strict: false }),
    };
    await give(deed, hand);
    // What follows from a deed follows at its moment, not at that of the server's first start.
    await jobs.execute(system, (jobId, attempts) => seededIds(`${seed} ${jobId} ${attempts}`));
    done(index + 1);
  }
}

async function keepFile(incoming: string | null, bytes: Buffer) {
  if (incoming === null) throw new Error('the demo season needs somewhere to keep files');
  const { file, sha256, byteCount } = await receiveBlob(Readable.from([bytes]), {
    into: incoming,
    limit: bytes.length,
    look: () => undefined,
  });
  return { file, sha256, byteCount };
}

function asPerson(system: Ctx, { as, needs, name }: Deed, actors: ReadonlyMap<string, Actor>): Ctx {
  const actor = actors.get(as ?? '');
  if (!actor) throw new Error(`${name}: nobody signs in as ${as}`);
  if (needs === null || !actor.permissions.has(needs)) throw new Error(`${name}: ${as} may not ${needs}`);
  return { ...system, actor, authority: actor.organisationKind === 'BASE_OFFICE' ? 'office' : 'member' };
}

async function give(deed: Deed, hand: Hand): Promise<void> {
  try {
    await deed.give(hand);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`demo season, ${deed.at} ${deed.name}: ${why}`, { cause: error });
  }
}
