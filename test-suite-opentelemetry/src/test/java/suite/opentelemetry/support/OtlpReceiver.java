package suite.opentelemetry.support;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A receiver of OTLP on real sockets of the loopback address, over HTTP and over gRPC, that reads
 * with the protocol's official classes, answers by script and keeps what it received. Safe for use
 * by several threads.
 */
public final class OtlpReceiver implements AutoCloseable {

  /** Only ever used up by a failure. */
  public static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Queue<Reply> script = new ConcurrentLinkedQueue<>();
  private final Queue<Received> received = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpListener http;
  private final GrpcListener grpc;
  private volatile Reply otherwise = Reply.accept();

  /**
   * Who it is, and who may send.
   *
   * @param server its own certificate
   * @param client that of a client that proves itself
   * @param required whether every client has to
   */
  record Tls(TestCertificate server, TestCertificate client, boolean required) {}

  private final String scheme;

  private OtlpReceiver(@Nullable Tls tls) throws IOException {
    http = new HttpListener(this, tls);
    grpc = new GrpcListener(this, tls);
    scheme = tls == null ? "http" : "https";
  }

  public static OtlpReceiver start() {
    return start(null);
  }

  /** With TLS; where it is required, a client has to prove itself by its certificate. */
  public static OtlpReceiver startTls(
      TestCertificate server, TestCertificate client, boolean required) {
    return start(new Tls(server, client, required));
  }

  private static OtlpReceiver start(@Nullable Tls tls) {
    try {
      return new OtlpReceiver(tls);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  public String httpUrl() {
    return scheme + "://127.0.0.1:" + http.port();
  }

  public String grpcUrl() {
    return scheme + "://127.0.0.1:" + grpc.port();
  }

  public int grpcPort() {
    return grpc.port();
  }

  /** Appends to the script: one answer for each request, in the order of their arrival. */
  public OtlpReceiver answer(Reply... replies) {
    script.addAll(List.of(replies));
    return this;
  }

  /** The answer where the script is empty. */
  public OtlpReceiver otherwise(Reply reply) {
    otherwise = reply;
    return this;
  }

  /** Every request, in the order of arrival. */
  public List<Received> requests() {
    return List.copyOf(received);
  }

  /** Waits for so many requests, whatever they were answered. */
  public List<Received> awaitRequests(int count) {
    await().atMost(PATIENCE).until(() -> received.size() >= count);
    return requests();
  }

  /** The spans of the accepted requests. */
  public List<Span> spans() {
    return accepted(ExportTraceServiceRequest.class).stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(spans -> spans.getScopeSpansList().stream())
        .flatMap(spans -> spans.getSpansList().stream())
        .toList();
  }

  public List<Span> awaitSpans(int count) {
    await().atMost(PATIENCE).until(() -> spans().size() >= count);
    return spans();
  }

  public Span awaitSpan(Predicate<Span> wanted) {
    await().atMost(PATIENCE).until(() -> spans().stream().anyMatch(wanted));
    return spans().stream().filter(wanted).findFirst().orElseThrow();
  }

  /** The service that the accepted spans are of. */
  public Resource resource() {
    return accepted(ExportTraceServiceRequest.class).get(0).getResourceSpans(0).getResource();
  }

  /** The resources of all accepted requests. */
  public List<Resource> resources() {
    return received.stream()
        .filter(Received::accepted)
        .map(request -> resource(request.message()))
        .toList();
  }

  private static Resource resource(Message message) {
    if (message instanceof ExportMetricsServiceRequest metrics) {
      return metrics.getResourceMetrics(0).getResource();
    }
    return message instanceof ExportLogsServiceRequest logs
        ? logs.getResourceLogs(0).getResource()
        : ((ExportTraceServiceRequest) message).getResourceSpans(0).getResource();
  }

  /** The metrics of the accepted requests, the latest last. */
  public List<Metric> metrics(String name) {
    return accepted(ExportMetricsServiceRequest.class).stream()
        .flatMap(request -> request.getResourceMetricsList().stream())
        .flatMap(metrics -> metrics.getScopeMetricsList().stream())
        .flatMap(metrics -> metrics.getMetricsList().stream())
        .filter(metric -> metric.getName().equals(name))
        .toList();
  }

  public Metric awaitMetric(String name, Predicate<Metric> wanted) {
    await().atMost(PATIENCE).until(() -> metrics(name).stream().anyMatch(wanted));
    return metrics(name).stream().filter(wanted).findFirst().orElseThrow();
  }

  public List<LogRecord> logs() {
    return accepted(ExportLogsServiceRequest.class).stream()
        .flatMap(request -> request.getResourceLogsList().stream())
        .flatMap(logs -> logs.getScopeLogsList().stream())
        .flatMap(logs -> logs.getLogRecordsList().stream())
        .toList();
  }

  /** The log records of one logger. */
  public List<LogRecord> logsOf(String logger) {
    return accepted(ExportLogsServiceRequest.class).stream()
        .flatMap(request -> request.getResourceLogsList().stream())
        .flatMap(logs -> logs.getScopeLogsList().stream())
        .filter(logs -> logs.getScope().getName().equals(logger))
        .flatMap(logs -> logs.getLogRecordsList().stream())
        .toList();
  }

  public List<LogRecord> awaitLogsOf(String logger, int count) {
    await().atMost(PATIENCE).until(() -> logsOf(logger).size() >= count);
    return logsOf(logger);
  }

  public <T extends Message> List<T> accepted(Class<T> type) {
    return received.stream()
        .filter(request -> request.accepted() && type.isInstance(request.message()))
        .map(request -> type.cast(request.message()))
        .toList();
  }

  Reply next() {
    Reply scripted = script.poll();
    return scripted == null ? otherwise : scripted;
  }

  void arrived(String path, Map<String, String> headers, Message message, boolean accepted) {
    received.add(new Received(path, headers, message, accepted));
  }

  /** Lets a request go unanswered for as long as the receiver is there. */
  void hang() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the requests that hang, unanswered; no later one hangs. */
  public void letGo() {
    closed.countDown();
  }

  @Override
  public void close() {
    closed.countDown();
    http.close();
    grpc.close();
  }
}
