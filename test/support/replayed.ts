import { expect } from '@jest/globals';
import { JudgementReplay } from '../../src/modules/lots/judgement-replay.js';
import { ownerRows } from './demo.js';
import type { TestApp } from './test-app.js';

/** Every judgement of a lot that is stored comes out again as it is, and there are more than so many. */
export async function expectReplayed({ app, database, system }: TestApp, moreThan: number): Promise<void> {
  const replay = app.get(JudgementReplay);
  const kept = await ownerRows<{ id: string }>(database.ownerUrl, 'SELECT id FROM lot_judgement', []);
  expect(kept.length).toBeGreaterThan(moreThan);
  for (const { id } of kept)
    expect(await replay.compared(system(), id)).toMatchObject({ areFactsIntact: true, differing: [] });
}
