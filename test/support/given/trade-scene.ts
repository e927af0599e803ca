import { loadDemoMarket } from '../../../src/infrastructure/database/reference-loader.js';
import { instant } from '../../../src/kernel/instant.js';
import { startTestApp, TestClock, type TestApp, type TestAppOptions } from '../test-app.js';
import { givenIn, type Given } from './index.js';
import { givenLots, type Trade } from './lots.js';

/** Whom tests about joint lots meet: everybody it takes to bring fruit of both counties to the demonstration market. */
export interface TradeScene {
  readonly testApp: TestApp;
  readonly given: Given;
  readonly lots: ReturnType<typeof givenLots>;
  readonly trade: Trade;
}

/**
 * Starts the product with that market and with them, on 25 January 2026, 09:00 in China, unless another clock is given:
 * two days after `lots.packed` packs, one after `lots.fit` inspects. The file closes `testApp`.
 */
export async function tradeScene(options: TestAppOptions = {}): Promise<TradeScene> {
  const testApp = await startTestApp({
    clock: new TestClock(instant('2026-01-25T01:00:00.000Z')),
    ...options,
  });
  await loadDemoMarket(testApp.database.ownerUrl);
  const given = givenIn(testApp);
  const lots = givenLots(testApp, given);
  return { testApp, given, lots, trade: await lots.trade() };
}
