// The shapes of docs/console-interface.md, for the type check only.

interface Usage { count: number; total_ms: number; errors: number }
type Outcome = 'waiting' | 'sent' | 'dropped';
type EventStatus = 'success' | 'warning' | 'failed';

interface Row {
  seq: number;
  event_id: string;
  timestamp: string;
  trace_id: string;
  frontend_route: string;
  method: string;
  path: string;
  handler?: string;
  status_code: number;
  status: EventStatus;
  latency_ms: number;
  exception?: string;
  sql?: Usage & { n_plus_one: boolean; tables?: Record<string, Usage> };
  external?: Usage & { hosts?: Record<string, Usage> };
  outcome: Outcome;
  reason?: string;
}

interface Statement {
  statement: string; operation: string; tables: string[]; repository_method?: string; datasource: string; db_system: string;
  count: number; rows?: number; batch_size?: number; total_ms: number; max_ms: number; errors: number; sql_state?: string;
  n_plus_one: boolean;
}

interface ExternalCall {
  host: string; method: string; path_template?: string; status_code?: number; error?: string; latency_ms: number; service_id?: string;
}

interface RequestEvent {
  span_id?: string;
  parent_span_id?: string;
  sql?: { count: number; total_ms: number; truncated?: boolean; statements: Statement[] };
  external_calls?: ExternalCall[];
  exception?: { name: string; message?: string; stack_trace?: string };
  attributes?: Record<string, string | number | boolean>;
}

interface TimelineEntry { kind: 'sql' | 'external'; index: number; start_ms: number; duration_ms: number; error: boolean }
interface Whole extends Row { event: RequestEvent; timeline: TimelineEntry[]; timeline_truncated: boolean }

interface State {
  service: { name: string; version?: string; instance: string; environment: string; code_version?: string };
  sdk: { name: string; version: string };
  started_at: string;
  now: string;
  endpoint: boolean;
  max_requests: number;
  max_age_ms: number;
  max_bytes: number;
}

interface RouteFigures {
  method: string; path: string; handler?: string; count: number; warnings: number; failures: number; rate: number;
  p50_ms: number; p95_ms: number; p99_ms: number; max_ms: number; sql_per_request: number; sql_ms_per_request: number;
  n_plus_one: number; slowest?: { event_id: string; latency_ms: number }; sparkline: number[];
}
interface Routes { since: string; bucket_ms: number; routes: RouteFigures[]; others: number }

interface StatementFigures {
  statement: string; operation: string; tables: string[]; db_system: string; datasource: string; repository_methods: string[];
  count: number; total_ms: number; p95_ms: number; max_ms: number; errors: number; n_plus_one: number;
  routes: { method: string; path: string; count: number; total_ms: number }[];
}
interface Sql { since: string; statements: StatementFigures[]; others: number }

interface Delivery {
  stats: Record<string, number | string>;
  queue_max: number;
  batches: { batch_id: string; at: string; events: number; outcome: string; reason?: string; attempts: number }[];
  last_error?: { at: string; cause: string };
  cost: {
    requests_measured: number; request_median_us?: number; request_p95_us?: number; delivery_us_per_event?: number;
    ring_requests: number; ring_bytes: number; bytes_sent: number; listeners: number;
  };
}
