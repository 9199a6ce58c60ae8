package io.routeflow.micronaut.opentelemetry.otlp;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.exporter.internal.marshal.Marshaler;
import io.routeflow.micronaut.configuration.ModuleInfo;
import io.routeflow.micronaut.opentelemetry.Protocol;
import io.routeflow.micronaut.opentelemetry.Signal;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sends OTLP requests to one address and reads what is answered. The bodies are written by the
 * encoders of OpenTelemetry's own exporters. Those exporters' senders are not used, because they
 * keep to themselves what a receiver says: how long to wait, what it rejected, a status in
 * trailers.
 *
 * <p>Repeats nothing by itself. Thread-safe; never waits for the network on the caller's thread.
 */
@Internal
public final class OtlpSender implements AutoCloseable {

  private static final int IDLE_SECONDS = 30;
  private static final int IDLE_CONNECTIONS = 2;
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

  /**
   * So much of the time for an attempt may pass without an answer. Less than all of it, because
   * OkHttp doubts an HTTP/2 connection, and leaves it for a new one, only where reading has timed
   * out. An attempt that is cancelled as a whole says nothing of its connection, and the next one
   * would use it again, even where the other side is long gone.
   */
  private static final int SILENCE_TENTHS = 9;

  private static final int TENTHS = 10;

  private final OtlpTarget target;
  private final OtlpCall call;
  private final OkHttpClient client;

  private OtlpSender(OtlpTarget target, Signal signal, OkHttpClient client) {
    this.target = target;
    this.client = client;
    this.call =
        target.protocol() == Protocol.GRPC ? new GrpcCall(target, signal) : new HttpCall(target);
  }

  /**
   * Makes a sender; connects with the first request.
   *
   * @param threads the name of the threads that carry the answers back
   * @throws TlsFiles.Unusable where the files for TLS cannot be used
   */
  public static OtlpSender of(OtlpTarget target, Signal signal, String threads)
      throws TlsFiles.Unusable {
    Duration connect =
        target.timeout().compareTo(LONGEST_CONNECT) < 0 ? target.timeout() : LONGEST_CONNECT;
    Dispatcher dispatcher = new Dispatcher(threads(threads, target.maxInFlight()));
    dispatcher.setMaxRequests(target.maxInFlight());
    dispatcher.setMaxRequestsPerHost(target.maxInFlight());
    OkHttpClient.Builder client =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
            .protocols(
                target.protocol() == Protocol.GRPC
                    ? GrpcCall.protocols(target)
                    : List.of(okhttp3.Protocol.HTTP_1_1, okhttp3.Protocol.HTTP_2))
            .callTimeout(target.timeout())
            .connectTimeout(connect)
            .readTimeout(target.timeout().multipliedBy(SILENCE_TENTHS).dividedBy(TENTHS))
            .writeTimeout(target.timeout())
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false);
    target.tls().configure(client);
    return new OtlpSender(target, signal, client.build());
  }

  /** As many as there may be requests at a time, none while there is none. */
  private static ThreadPoolExecutor threads(String name, int max) {
    return new ThreadPoolExecutor(
        0, max + 1, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons(name));
  }

  private static ThreadFactory daemons(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** As {@link #send(Marshaler, Runnable)}, of content that is used once. */
  public CompletableFuture<OtlpAnswer> send(Marshaler content) {
    return send(content, () -> {});
  }

  /**
   * Sends one request.
   *
   * @param content what to send; not to be changed until it is written
   * @param written called on any thread when it is; not called where it is never asked for, as
   *     without a connection
   * @return completes with what the answer means, never with an exception; cancelling it ends the
   *     request
   */
  public CompletableFuture<OtlpAnswer> send(Marshaler content, Runnable written) {
    CompletableFuture<OtlpAnswer> answer = new CompletableFuture<>();
    Call sent;
    try {
      sent = client.newCall(request(new OtlpMessage(content, target.gzip(), written)));
    } catch (IOException | RuntimeException e) {
      answer.complete(unsent(e));
      return answer;
    }
    CompletableFuture<?> unused =
        answer.whenComplete(
            (result, error) -> {
              if (error != null) {
                sent.cancel();
              }
            });
    sent.enqueue(new Answering(answer, call));
    return answer;
  }

  /**
   * Runs a task on one of the threads that carry answers back: what is sent again does not use a
   * pool that the application has too. Where all of them are in use, no other one can be made, or
   * the sender is closed, the caller's thread runs it.
   */
  Executor threads() {
    ExecutorService threads = client.dispatcher().executorService();
    return task -> {
      try {
        threads.execute(task);
      } catch (RejectedExecutionException | OutOfMemoryError e) {
        task.run();
      }
    };
  }

  private static OtlpAnswer unsent(Exception cause) {
    String name =
        cause instanceof OtlpMessage.Unwritable unwritable
            ? String.valueOf(unwritable.getMessage())
            : cause.getClass().getSimpleName();
    return OtlpAnswer.of(OtlpAnswer.Outcome.REFUSED, "not sent: " + name);
  }

  private Request request(OtlpMessage message) {
    Request.Builder request = call.request(message).header("User-Agent", ModuleInfo.USER_AGENT);
    for (Map.Entry<String, String> header : target.headers().entrySet()) {
      request.header(header.getKey(), header.getValue());
    }
    return request.build();
  }

  /** Ends what is in flight and lets the connections go. */
  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  /** What went wrong where there is no answer; no address and no text of the exception. */
  static String describe(IOException failure) {
    if (failure instanceof UnknownHostException) {
      return "unknown host";
    }
    if (failure instanceof ConnectException) {
      return "cannot connect";
    }
    if (failure instanceof SSLException) {
      return "TLS failure";
    }
    if (failure instanceof SocketTimeoutException || failure instanceof InterruptedIOException) {
      return "no answer in time";
    }
    return "connection lost";
  }

  /** Completes the answer in any case: the client has nothing to call after a response. */
  record Answering(CompletableFuture<OtlpAnswer> answer, OtlpCall call) implements Callback {

    @Override
    public void onFailure(Call sent, IOException failure) {
      answer.complete(
          failure instanceof OtlpMessage.Unwritable
              ? unsent(failure)
              : OtlpAnswer.none(describe(failure)));
    }

    @Override
    public void onResponse(Call sent, Response response) {
      try (response) {
        answer.complete(call.answer(response));
      } catch (IOException e) {
        answer.complete(OtlpAnswer.none(describe(e)));
      } catch (Throwable e) {
        answer.complete(OtlpAnswer.none("unreadable answer"));
      }
    }
  }
}
