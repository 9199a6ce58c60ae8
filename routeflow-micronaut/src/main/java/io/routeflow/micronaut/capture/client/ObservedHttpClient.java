package io.routeflow.micronaut.capture.client;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * A client that sends as the other one does, and whose calls are recorded. As thread-safe as that
 * one. The methods that Java 21 has added, which end a client, are passed on by {@link
 * ClientShutdown}.
 */
final class ObservedHttpClient extends HttpClient {

  private final HttpClient client;
  private final CallObserver observer;

  ObservedHttpClient(HttpClient client, CallObserver observer) {
    this.client = client;
    this.observer = observer;
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    CallObserver.Sent sent = begin(request);
    if (sent == null) {
      return client.send(request, handler);
    }
    try {
      return client.send(sent.request(), observer.observed(handler, sent.call()));
    } catch (Throwable e) {
      sent.call().failed(0, CallErrors.nameOf(e));
      throw e;
    }
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    CallObserver.Sent sent = begin(request);
    if (sent == null) {
      return client.sendAsync(request, handler);
    }
    try {
      return observer.observed(
          client.sendAsync(sent.request(), observer.observed(handler, sent.call())), sent.call());
    } catch (Throwable e) {
      sent.call().failed(0, CallErrors.nameOf(e));
      throw e;
    }
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request,
      HttpResponse.BodyHandler<T> handler,
      HttpResponse.@Nullable PushPromiseHandler<T> pushes) {
    CallObserver.Sent sent = begin(request);
    if (sent == null) {
      return client.sendAsync(request, handler, pushes);
    }
    try {
      return observer.observed(
          client.sendAsync(sent.request(), observer.observed(handler, sent.call()), pushes),
          sent.call());
    } catch (Throwable e) {
      sent.call().failed(0, CallErrors.nameOf(e));
      throw e;
    }
  }

  private CallObserver.@Nullable Sent begin(HttpRequest request) {
    return observer.begin(request, client);
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return client.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return client.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return client.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return client.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return client.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return client.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return client.authenticator();
  }

  @Override
  public Version version() {
    return client.version();
  }

  @Override
  public Optional<Executor> executor() {
    return client.executor();
  }

  @Override
  public WebSocket.Builder newWebSocketBuilder() {
    return client.newWebSocketBuilder();
  }

  // What follows overrides methods that Java 17 does not have.

  @SuppressWarnings("MissingOverride")
  public void shutdown() {
    ClientShutdown.shutdown(client);
  }

  @SuppressWarnings("MissingOverride")
  public void shutdownNow() {
    ClientShutdown.shutdownNow(client);
  }

  @SuppressWarnings("MissingOverride")
  public boolean awaitTermination(Duration duration) throws InterruptedException {
    return ClientShutdown.awaitTermination(client, duration);
  }

  @SuppressWarnings("MissingOverride")
  public boolean isTerminated() {
    return ClientShutdown.isTerminated(client);
  }

  @SuppressWarnings("MissingOverride")
  public void close() {
    ClientShutdown.close(client);
  }
}
