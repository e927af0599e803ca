import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { startTestApp, type TestApp } from '../support/test-app.js';

let testApp: TestApp;

// Some audits ask for the schema, so it is offered here.
beforeAll(async () => {
  testApp = await startTestApp({ introspection: true });
});
afterAll(() => testApp.close());

const audits = serverAudits({ url: () => `${testApp.url}/graphql` });

/** What every client that keeps to the GraphQL over HTTP specification may rely on; nobody is signed in. */
describe('GraphQL over HTTP', () => {
  it('is looked at from 61 sides', () => {
    expect(audits).toHaveLength(61);
  });

  it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_, audit) => {
    const result = await audit.fn();
    expect({ status: result.status, ...('reason' in result ? { reason: result.reason } : {}) }).toEqual({
      status: 'ok',
    });
  });
});
