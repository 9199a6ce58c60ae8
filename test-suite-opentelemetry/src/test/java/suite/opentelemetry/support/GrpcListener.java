package suite.opentelemetry.support;

import com.google.protobuf.Message;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** OTLP over gRPC. */
final class GrpcListener {

  private static final Context.Key<Map<String, String>> HEADERS = Context.key("headers");

  private final OtlpReceiver receiver;
  private final Server server;

  GrpcListener(OtlpReceiver receiver, OtlpReceiver.@Nullable Tls tls) throws IOException {
    this.receiver = receiver;
    ServerInterceptor headers = new Headers();
    ServerCredentials credentials =
        tls == null ? InsecureServerCredentials.create() : credentials(tls);
    server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), credentials)
            .addService(ServerInterceptors.intercept(new Traces(), headers))
            .addService(ServerInterceptors.intercept(new Metrics(), headers))
            .addService(ServerInterceptors.intercept(new Logs(), headers))
            .build()
            .start();
  }

  private static ServerCredentials credentials(OtlpReceiver.Tls tls) throws IOException {
    return TlsServerCredentials.newBuilder()
        .keyManager(tls.server().certificate().toFile(), tls.server().key().toFile())
        .trustManager(tls.client().certificate().toFile())
        .clientAuth(
            tls.required()
                ? TlsServerCredentials.ClientAuth.REQUIRE
                : TlsServerCredentials.ClientAuth.NONE)
        .build();
  }

  int port() {
    return server.getPort();
  }

  void close() {
    server.shutdownNow();
  }

  private <T extends Message> void answer(
      String method, Message request, LongFunction<T> accepted, StreamObserver<T> answer) {
    Reply reply = receiver.next();
    receiver.arrived(method, HEADERS.get(), request, reply.isAccepted());
    if (reply.hangs()) {
      return;
    }
    if (reply.grpc() != Status.Code.OK) {
      if (reply.inTrailers()) {
        answer.onNext(accepted.apply(0));
      }
      answer.onError(
          reply
              .grpc()
              .toStatus()
              .withDescription(reply.message())
              .asRuntimeException(reply.trailers()));
      return;
    }
    answer.onNext(accepted.apply(reply.rejected()));
    answer.onCompleted();
  }

  private final class Traces extends TraceServiceGrpc.TraceServiceImplBase {
    @Override
    public void export(
        ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> answer) {
      answer("traces", request, Accepted::traces, answer);
    }
  }

  private final class Metrics extends MetricsServiceGrpc.MetricsServiceImplBase {
    @Override
    public void export(
        ExportMetricsServiceRequest request, StreamObserver<ExportMetricsServiceResponse> answer) {
      answer("metrics", request, Accepted::metrics, answer);
    }
  }

  private final class Logs extends LogsServiceGrpc.LogsServiceImplBase {
    @Override
    public void export(
        ExportLogsServiceRequest request, StreamObserver<ExportLogsServiceResponse> answer) {
      answer("logs", request, Accepted::logs, answer);
    }
  }

  private static final class Headers implements ServerInterceptor {
    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
        ServerCall<A, B> call, Metadata metadata, ServerCallHandler<A, B> next) {
      Map<String, String> headers = new LinkedHashMap<>();
      for (String name : metadata.keys()) {
        if (!name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
          headers.put(
              name,
              String.valueOf(
                  metadata.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER))));
        }
      }
      return Contexts.interceptCall(
          Context.current().withValue(HEADERS, headers), call, metadata, next);
    }
  }
}
