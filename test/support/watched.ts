import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from './until.js';

/** A log line as a program reads it. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly msg: string };

/** Log lines of a server, for a test to read. */
export class LogBook {
  readonly written: string[] = [];

  write(line: string): void {
    this.written.push(line);
  }

  /** Every line, parsed. @throws SyntaxError if one is no JSON */
  lines(): LogLine[] {
    return this.written.map((line) => JSON.parse(line) as LogLine);
  }

  /** The line about the request with this id, which is written a moment after its answer. */
  async ofRequest(id: string | null): Promise<LogLine> {
    return until(`there is a line about request ${id}`, () =>
      this.lines().find(({ msg, requestId }) => msg === 'request' && requestId === id),
    );
  }
}

export interface ReceivedSpan {
  readonly name: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A collector of OpenTelemetry traces on the loopback address, as small as it can be. */
export class Collector {
  readonly bodies: string[] = [];

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<Collector> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        collector.bodies.push(`${request.url}\n${Buffer.concat(chunks).toString('utf8')}`);
        response.setHeader('content-type', 'application/json');
        response.end('{}');
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const collector = new Collector(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return collector;
  }

  spans(): ReceivedSpan[] {
    return this.bodies.flatMap((body) => {
      const [path = '', json = ''] = body.split('\n', 2);
      if (path !== '/v1/traces') throw new Error(`something was sent to ${path}`);
      const { resourceSpans } = JSON.parse(json) as Export;
      return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans.map(plain)));
    });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

interface SentSpan extends Omit<ReceivedSpan, 'attributes'> {
  readonly attributes: readonly { key: string; value: Record<string, unknown> }[];
}

interface Export {
  readonly resourceSpans: readonly { scopeSpans: readonly { spans: readonly SentSpan[] }[] }[];
}

const plain = ({ attributes, ...span }: SentSpan): ReceivedSpan => ({
  ...span,
  attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]])),
});
