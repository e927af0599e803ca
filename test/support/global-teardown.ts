const left = globalThis as { stopTestServer?: () => Promise<void> };

/** Stops what the global setup started, see there. */
export default async function globalTeardown(): Promise<void> {
  await left.stopTestServer?.();
}
