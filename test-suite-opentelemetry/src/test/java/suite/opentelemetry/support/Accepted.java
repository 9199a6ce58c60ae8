package suite.opentelemetry.support;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;

/** The answers to requests that are accepted, but for so many of their parts. */
final class Accepted {

  private Accepted() {}

  static ExportTraceServiceResponse traces(long rejected) {
    return ExportTraceServiceResponse.newBuilder()
        .setPartialSuccess(
            ExportTracePartialSuccess.newBuilder()
                .setErrorMessage("some of them are too old")
                .setRejectedSpans(rejected))
        .build();
  }

  static ExportMetricsServiceResponse metrics(long rejected) {
    return ExportMetricsServiceResponse.newBuilder()
        .setPartialSuccess(ExportMetricsPartialSuccess.newBuilder().setRejectedDataPoints(rejected))
        .build();
  }

  static ExportLogsServiceResponse logs(long rejected) {
    return ExportLogsServiceResponse.newBuilder()
        .setPartialSuccess(ExportLogsPartialSuccess.newBuilder().setRejectedLogRecords(rejected))
        .build();
  }
}
