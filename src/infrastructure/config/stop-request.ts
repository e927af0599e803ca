/** Within this time a second request is the same one delivered twice: the terminal and npm both pass on Ctrl-C. */
const SAME_REQUEST_MS = 1_500;

/**
 * Runs `stop` once when the process is asked to end (SIGINT, SIGTERM, SIGHUP, or the starting script going
 * away), then exits: 0 when `stop` succeeded, 1 when it threw. Asked again later, it exits at once with 1.
 *
 * @param stop closes the server and its database; errors go to `onError`
 */
export function onStopRequest(stop: () => Promise<void>, onError: (error: unknown) => void): void {
  let askedAt: number | undefined;
  const ask = (): void => {
    if (askedAt !== undefined) {
      if (performance.now() - askedAt > SAME_REQUEST_MS) process.exit(1);
      return;
    }
    askedAt = performance.now();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        onError(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  // scripts/run.mjs holds the other end of this channel. When it is killed, nobody is left to pass signals on.
  process.on('disconnect', ask);
  // Windows has no signals between processes, so the script says it in words.
  process.on('message', (message) => message === 'stop' && ask());
  process.channel?.unref();
}
