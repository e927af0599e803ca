import { client, type GraphQLClient } from '../graphql-client.js';
import { startTestApp, type TestApp } from '../test-app.js';
import { givenIn, type Given, type Member } from './index.js';

/** Whom tests about accounts and organisations meet: somebody of the base office, and anybody at all. */
export interface OfficeScene {
  readonly testApp: TestApp;
  readonly given: Given;
  readonly office: Member;
  /** Not signed in. */
  readonly anybody: { readonly client: GraphQLClient };
}

/** Starts the product with them, at 2026-11-22 09:00 in China; the file closes `testApp`. */
export async function officeScene(): Promise<OfficeScene> {
  const testApp = await startTestApp();
  const given = givenIn(testApp);
  const office = await given.member('BASE_OFFICE');
  return { testApp, given, office, anybody: { client: client(testApp.url) } };
}
