// The shapes of docs/console-interface.md, for the type check only.

interface Usage { count: number; total_ms: number; errors: number }
type Outcome = 'waiting' | 'sent' | 'dropped';
type EventStatus = 'success' | 'warning' | 'failed';

interface Row {
  seq: number;
  /** Which start of the application it is of; the page adds it. */
  run: number;
  /** The timestamp in milliseconds; the page adds it. */
  at: number;
  event_id: string;
  type?: string;
  name?: string;
  /** The schedule or topic of what is no request, where it is known. */
  trigger?: string;
  /** The path itself where no route matched, in dev only, without query. */
  address?: string;
  timestamp: string;
  trace_id: string;
  frontend_route: string;
  method: string;
  path: string;
  handler?: string;
  status_code: number;
  status: EventStatus;
  latency_ms: number;
  /** Its latency was not measured; the page adds it. */
  untimed?: boolean;
  /** Of an exception that was reported: the request that it happened in; the page adds it. */
  origin?: { method: string; path: string };
  exception?: string;
  /** The topmost frame of the application, where stack traces are captured. */
  exception_at?: string;
  sql?: Usage & { n_plus_one: boolean; tables?: Record<string, Usage>; statements?: Record<string, Omit<Usage, 'errors'> & { errors?: number; n_plus_one?: boolean }> };
  external?: Usage & { hosts?: Record<string, Usage>; calls?: Record<string, Usage> };
  outcome: Outcome;
  reason?: string;
}

interface Statement {
  statement: string; operation: string; tables: string[]; repository_method?: string; datasource: string; db_system: string;
  count: number; rows?: number; batch_size?: number; total_ms: number; max_ms: number; errors: number; sql_state?: string; exception?: string;
  n_plus_one: boolean;
}

interface ExternalCall {
  host: string; method: string; path_template?: string; status_code?: number; error?: string; latency_ms: number; service_id?: string;
  count?: number; max_ms?: number; errors?: number; request?: Payload; response?: Payload;
}

interface Frame { class: string; function: string; file?: string; line?: number; in_app?: boolean }
interface Cause { name: string; message?: string; frames?: Frame[] }
interface ExceptionDetails extends Cause { stack_trace?: string; causes?: Cause[] }
interface Breadcrumb { timestamp: string; message: string; category?: string; level?: string; data?: Record<string, string | number | boolean> }
interface Payload { url?: string; headers?: Record<string, string | string[]>; content_type?: string; size_bytes?: number; body?: unknown; truncated?: boolean; omitted?: string }

interface RequestEvent {
  span_id?: string;
  parent_span_id?: string;
  sql?: { count: number; total_ms: number; truncated?: boolean; statements: Statement[] };
  external_calls?: ExternalCall[];
  exception?: ExceptionDetails;
  breadcrumbs?: Breadcrumb[];
  request?: Payload;
  response?: Payload;
  auth?: { mode: string; scheme?: string };
  attributes?: Record<string, string | number | boolean>;
}

interface TimelineEntry { kind: 'sql' | 'external'; index: number; start_ms: number; duration_ms: number; error: boolean; status_code?: number; span_id?: string; wait_ms?: number }
interface Whole extends Row { event: RequestEvent; statement_ids?: string[]; local_exception?: ExceptionDetails; thrown_ms?: number; timeline: TimelineEntry[]; connection_waits?: { start_ms: number; duration_ms: number; error: boolean }[]; timeline_truncated: boolean }

interface RunningRequest { event_id: string; timestamp: string; running_ms: number; frontend_route: string; method: string; path: string; address?: string; handler: string }
interface RunningList { running?: RunningRequest[] }

interface State {
  service: { name: string; version?: string; instance: string; environment: string; code_version?: string };
  sdk: { name: string; version: string };
  started_at: string;
  now: string;
  cleared_seq?: number;
  /** Whether events leave the process; not known just after the start. */
  endpoint?: boolean;
  /** There is a value for it, and it is none. */
  endpoint_rejected?: boolean;
  max_requests: number;
  max_age_ms: number;
  max_bytes: number;
  sql_capture?: boolean;
  local_details?: boolean;
  routes?: { method: string; path: string }[];
}

interface RouteFigures {
  method: string; path: string; handler?: string; count: number; warnings: number; failures: number; rate: number;
  p50_ms: number; p95_ms: number; p99_ms: number; max_ms: number; sql_per_request: number; sql_ms_per_request: number;
  n_plus_one: number; slowest?: { event_id: string; latency_ms: number }; sparkline: number[]; failed?: number[];
}
interface Routes { since: string; bucket_ms: number; routes: RouteFigures[]; others: number }

interface StatementFigures {
  id?: string; statement: string; operation: string; tables: string[]; db_system: string; datasource: string; repository_methods: string[];
  count: number; total_ms: number; p95_ms: number; max_ms: number; errors: number; n_plus_one: number;
  routes: { method: string; path: string; count: number; total_ms: number }[];
}
interface Sql { since: string; statements: StatementFigures[]; others: number }

interface Delivery {
  stats: Record<string, number | string>;
  destinations?: Record<string, Record<string, number | string>>;
  queue_max: number;
  batches: { destination?: string; batch_id: string; at: string; events: number; outcome: string; reason?: string; attempts: number }[];
  last_error?: { destination?: string; at: string; cause: string };
  cost: {
    requests_measured: number; request_median_us?: number; request_p95_us?: number; delivery_us_per_event?: number;
    ring_requests: number; ring_bytes: number; bytes_sent: number; listeners: number;
  };
}
