/** Whether demo accounts may sign in, and sessions and keys they opened before still count: only while the server is bound to loopback, since their password is public. */
export const DEMO_SIGN_IN = Symbol('demo sign-in');
