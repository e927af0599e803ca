/** Connection URLs of the tests' PostgreSQL, and the database that each test file's own is a copy of. */
export interface TestServer {
  readonly superuserUrl: string;
  readonly ownerUrl: string;
  readonly applicationUrl: string;
  readonly template: string;
}

/** Where test files learn of the server: workers inherit the environment of the process that starts them. */
export const TEST_SERVER_VARIABLE = 'CHENGYUAN_TEST_SERVER';
