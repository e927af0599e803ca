import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { noted, type Noted, type RequestEnd, type Watcher } from './noted.js';
import { operationLabel, operationWords } from './operation.js';
import { transactions, type TransactionEvent } from './transactions.channel.js';

export interface Tracing extends Watcher {
  /** Sends what is left, and stops. */
  end(): Promise<void>;
}

/** Nobody waits longer for a collector that does not answer. */
const END_MS = 3_000;

/**
 * Sends a span for each GraphQL request, and below it one for each transaction, to a collector. This file is loaded
 * only where a collector is set. Parents are found by the request's note, so nothing has to be patched or propagated.
 *
 * @param endpoint of OTLP over HTTP, such as http://127.0.0.1:4318
 */
export function startTracing(endpoint: string): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'chengyuan' }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer('chengyuan');
  const spans = new WeakMap<Noted | TransactionEvent, Span>();

  const onTransaction = {
    start(event: TransactionEvent) {
      const request = noted();
      const parent = request && request.type !== 'subscription' && spans.get(request);
      if (!parent) return;
      const options = { attributes: { 'db.system.name': 'postgresql', 'chengyuan.isolation': event.mode } };
      spans.set(event, tracer.startSpan('transaction', options, trace.setSpan(ROOT_CONTEXT, parent)));
    },
    error(event: TransactionEvent) {
      // Refusals are rolled back as well, and are no fault.
      spans.get(event)?.setAttribute('chengyuan.rolled_back', true);
    },
    asyncEnd: (event: TransactionEvent) => spans.get(event)?.end(),
    end: () => undefined,
    asyncStart: () => undefined,
  };
  transactions.subscribe(onTransaction);

  return {
    begun(request) {
      if (request.route !== '/graphql') return;
      spans.set(request, tracer.startSpan('graphql', { kind: SpanKind.SERVER }));
    },
    ended(request, end) {
      const span = spans.get(request);
      if (span) endSpan(span, request, end);
    },
    async end() {
      transactions.unsubscribe(onTransaction);
      const late = new Promise((resolve) => setTimeout(resolve, END_MS).unref());
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
    },
  };
}

function endSpan(span: Span, request: Noted, { status, outcome }: RequestEnd): void {
  span.updateName(request.type ? `${request.type} ${operationLabel(request.fields)}` : 'graphql');
  span.setAttributes({
    'http.response.status_code': status,
    'chengyuan.request_id': request.requestId,
    'chengyuan.outcome': outcome,
    'chengyuan.retries': request.retries,
    ...(request.type ? { 'graphql.operation.type': request.type } : {}),
    'chengyuan.fields': operationWords(request.fields),
    'chengyuan.codes': [...new Set([...request.refusals, ...request.errors])],
  });
  if (outcome === 'failed') span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
