const SIGN_IN = `mutation SignIn($input: SignInInput!) {
  signIn(input: $input) { ... on SignInPayload { token } ... on Refused { reasons { message } } }
}`;

/** @returns the token of a session, as a console gets it */
export async function signIn(url, username, password) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: SIGN_IN, variables: { input: { username, password } } }),
  });
  const { data, errors } = await response.json();
  if (!data?.signIn?.token) throw new Error(`signing in failed: ${JSON.stringify(errors ?? data)}`);
  return data.signIn.token;
}
