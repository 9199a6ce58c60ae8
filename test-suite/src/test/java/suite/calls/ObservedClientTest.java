package suite.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static suite.calls.Calling.onlyCall;

import com.fasterxml.jackson.databind.JsonNode;
import io.routeflow.micronaut.Routeflow;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Clients of other kinds are seen as well, once the application hands them over. */
final class ObservedClientTest {

  private static Calling calling;
  private static Routeflow routeflow;
  private static HttpClient client;

  @BeforeAll
  static void start() {
    calling = Calling.start();
    routeflow = calling.bean(Routeflow.class);
    client = routeflow.observe(HttpClient.newHttpClient());
  }

  @AfterAll
  static void stop() {
    calling.close();
  }

  @Test
  void everyMethodIsPassedOn() {
    List<String> missing =
        Arrays.stream(HttpClient.class.getMethods())
            .filter(method -> method.getDeclaringClass() == HttpClient.class)
            .filter(method -> !Modifier.isStatic(method.getModifiers()))
            .filter(method -> !isOverridden(method))
            .map(Method::toString)
            .toList();
    assertThat(missing).isEmpty();
    HttpClient plain =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(7))
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    HttpClient observed = routeflow.observe(plain);
    assertThat(observed.connectTimeout()).isEqualTo(plain.connectTimeout());
    assertThat(observed.followRedirects()).isEqualTo(plain.followRedirects());
    assertThat(observed.version()).isEqualTo(plain.version());
    assertThat(observed.sslContext()).isSameAs(plain.sslContext());
    assertThat(observed.sslParameters().getProtocols())
        .isEqualTo(plain.sslParameters().getProtocols());
    assertThat(observed.cookieHandler()).isEmpty();
    assertThat(observed.proxy()).isEmpty();
    assertThat(observed.authenticator()).isEmpty();
    assertThat(observed.executor()).isEqualTo(plain.executor());
    assertThat(observed.newWebSocketBuilder()).isNotNull();
    assertThat(routeflow.observe(observed)).isSameAs(observed);
  }

  /** The methods that end a client, which it has since Java 21. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void anObservedClientEndsAsItsOwnDoes() throws Exception {
    calling.remote().on("/slow", RemoteServer.Exchange::hang);
    HttpClient plain = HttpClient.newHttpClient();
    HttpClient observed = routeflow.observe(plain);
    CompletableFuture<HttpResponse<String>> pending =
        observed.sendAsync(request("/slow"), HttpResponse.BodyHandlers.ofString());
    ending(observed, "shutdown");
    assertThat(pending).as("what is open is answered yet").isNotDone();
    assertThat(ending(observed, "isTerminated")).isEqualTo(false);
    Method await = HttpClient.class.getMethod("awaitTermination", Duration.class);
    assertThat(await.invoke(observed, Duration.ofMillis(1))).isEqualTo(false);
    assertThatThrownBy(
            () -> observed.send(request("/refused"), HttpResponse.BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
    ending(observed, "shutdownNow");
    assertThatThrownBy(pending::join).hasCauseInstanceOf(IOException.class);
    assertThat(await.invoke(observed, Duration.ofMinutes(1))).isEqualTo(true);
    assertThat(ending(observed, "isTerminated")).isEqualTo(true);
    assertThat(ending(plain, "isTerminated")).isEqualTo(true);
    ending(observed, "close");
  }

  private static @Nullable Object ending(HttpClient observed, String method) throws Exception {
    return HttpClient.class.getMethod(method).invoke(observed);
  }

  private static boolean isOverridden(Method method) {
    try {
      return client
              .getClass()
              .getMethod(method.getName(), method.getParameterTypes())
              .getDeclaringClass()
          == client.getClass();
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  @Test
  void aCallThatBlocks() {
    JsonNode event =
        calling.eventOf(() -> send("/sync").body(), "x-routeflow-frontend-route: /checkout");
    JsonNode call = answered(event, 200);
    Map<String, String> headers = calling.remote().last("/sync").headers();
    assertThat(headers.get("traceparent")).contains(call.path("span_id").asText());
    assertThat(headers)
        .containsEntry("x-routeflow-trace-id", event.path("trace_id").asText())
        .containsEntry("x-routeflow-frontend-route", "/checkout")
        .containsEntry("x-own", "kept");
  }

  @Test
  void aCallThatAnswersLater() {
    JsonNode event =
        calling.eventOf(
            () ->
                client
                    .sendAsync(request("/async"), HttpResponse.BodyHandlers.ofString())
                    .thenApply(HttpResponse::body)
                    .join());
    answered(event, 200);
    answered(
        calling.eventOf(
            () ->
                client
                    .sendAsync(request("/async"), HttpResponse.BodyHandlers.ofString(), null)
                    .thenApply(HttpResponse::body)
                    .get()),
        200);
  }

  @Test
  void aStreamLastsUntilItsLastByte() {
    CountDownLatch begun = new CountDownLatch(1);
    calling
        .remote()
        .on(
            "/stream",
            exchange -> {
              exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf");
              begun.await();
              exchange.write("half");
            });
    JsonNode event =
        calling.eventOf(
            () -> {
              HttpResponse<InputStream> response =
                  client.send(request("/stream"), HttpResponse.BodyHandlers.ofInputStream());
              begun.countDown();
              try (InputStream body = response.body()) {
                return new String(body.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
              }
            });
    answered(event, 200);
    calling
        .remote()
        .on(
            "/endless",
            exchange -> {
              exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
              exchange.hang();
            });
    JsonNode left =
        onlyCall(
            calling.eventOf(
                () -> {
                  try (InputStream body =
                      client
                          .send(request("/endless"), HttpResponse.BodyHandlers.ofInputStream())
                          .body()) {
                    // Before its first byte a closed stream is cancelled on a thread of the client,
                    // which may be later than the answer of the request.
                    return String.valueOf(body.read());
                  }
                }));
    assertThat(left.path("error").asText()).isEqualTo(CancellationException.class.getName());
  }

  @Test
  void failuresAreWhatTheyAreWithoutUs() {
    calling.remote().on("/slow", RemoteServer.Exchange::hang);
    JsonNode call =
        onlyCall(
            calling.eventOf(
                () -> {
                  HttpRequest hasty =
                      HttpRequest.newBuilder(uri("/slow")).timeout(Duration.ofMillis(100)).build();
                  assertThatThrownBy(() -> client.send(hasty, HttpResponse.BodyHandlers.ofString()))
                      .isInstanceOf(HttpTimeoutException.class);
                  return "";
                }));
    assertThat(call.path("errors").asInt()).isEqualTo(1);
    assertThat(call.path("error").asText()).isEqualTo(HttpTimeoutException.class.getName());
    JsonNode later =
        onlyCall(
            calling.eventOf(
                () -> {
                  HttpRequest hasty =
                      HttpRequest.newBuilder(uri("/slow")).timeout(Duration.ofMillis(100)).build();
                  assertThatThrownBy(
                          client.sendAsync(hasty, HttpResponse.BodyHandlers.ofString())::join)
                      .isInstanceOf(CompletionException.class)
                      .hasCauseInstanceOf(HttpTimeoutException.class);
                  return "";
                }));
    assertThat(later.path("error").asText()).isEqualTo(HttpTimeoutException.class.getName());
  }

  @Test
  void cancellingTheFutureCancelsTheCall() {
    calling.remote().on("/slow", RemoteServer.Exchange::hang);
    JsonNode call =
        onlyCall(
            calling.eventOf(
                () -> {
                  CompletableFuture<HttpResponse<String>> response =
                      client.sendAsync(request("/slow"), HttpResponse.BodyHandlers.ofString());
                  assertThat(response.cancel(true)).isTrue();
                  assertThat(response).isCancelled();
                  return "";
                }));
    assertThat(call.path("error").asText()).isEqualTo(CancellationException.class.getName());
  }

  /** The exchange is aborted then, so the call ends within its request. */
  @Test
  void cancellingAStageBehindTheFutureCancelsTheCall() {
    calling.remote().on("/left", RemoteServer.Exchange::hang);
    JsonNode call =
        onlyCall(
            calling.eventOf(
                () -> {
                  CompletableFuture<HttpResponse<String>> response =
                      client.sendAsync(request("/left"), HttpResponse.BodyHandlers.ofString());
                  CompletableFuture<Integer> stage =
                      response.thenApply(HttpResponse::body).thenApply(String::length);
                  assertThat(stage.cancel(true)).isTrue();
                  assertThatThrownBy(() -> response.get(20, TimeUnit.SECONDS))
                      .isInstanceOfAny(CancellationException.class, ExecutionException.class);
                  return "";
                }));
    assertThat(call.has("error")).isTrue();
  }

  @Test
  void aClientThatFollowsRedirectionsSendsTheTraceOnly() {
    HttpClient following =
        routeflow.observe(
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build());
    calling.eventOf(
        () -> following.send(request("/followed"), HttpResponse.BodyHandlers.ofString()).body());
    assertThat(calling.remote().last("/followed").headers())
        .containsKey("traceparent")
        .doesNotContainKey("x-routeflow-trace-id");
  }

  @Test
  void whereEveryHostMayHaveAllHeadersItSendsAll() {
    try (Calling open = Calling.start(Map.of("routeflow.propagate-to", "*"))) {
      HttpClient following =
          open.bean(Routeflow.class)
              .observe(HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build());
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(open.remote().url("/followed"))).build();
      JsonNode event =
          open.eventOf(() -> following.send(request, HttpResponse.BodyHandlers.ofString()).body());
      assertThat(open.remote().last("/followed").headers())
          .containsEntry("x-routeflow-trace-id", event.path("trace_id").asText());
    }
  }

  @Test
  void outsideOfAnyScopeTheRequestIsTheSame() throws IOException, InterruptedException {
    assertThat(send("/outside").body()).isEqualTo("ok");
    assertThat(calling.remote().last("/outside").headers()).doesNotContainKey("traceparent");
  }

  @Test
  void anythingElseIsACallByItsHost() {
    JsonNode event =
        calling.eventOf(
            () ->
                routeflow.observeCall(
                    "POST", "https://user:secret@ftp.example/x", "/files/{name}", () -> "done"));
    JsonNode call = onlyCall(event);
    assertThat(call.path("host").asText()).isEqualTo("ftp.example");
    assertThat(call.path("method").asText()).isEqualTo("POST");
    assertThat(call.path("path_template").asText()).isEqualTo("/files/{name}");
    assertThat(call.has("status_code")).isFalse();
    assertThat(call.path("errors").asInt()).isZero();
    JsonNode failed =
        onlyCall(
            calling.eventOf(
                () -> {
                  assertThatThrownBy(
                          () ->
                              routeflow.observeCall(
                                  "GET",
                                  "ftp.example",
                                  null,
                                  () -> {
                                    throw new IOException("hunter2");
                                  }))
                      .isInstanceOf(IOException.class);
                  return "";
                }));
    assertThat(failed.path("error").asText()).isEqualTo(IOException.class.getName());
    assertThat(failed.toString()).doesNotContain("hunter2");
  }

  @Test
  void switchedOffTheClientStaysAsItIs() throws Exception {
    try (Calling off = Calling.start(Map.of("routeflow.external-calls.enabled", false))) {
      HttpClient plain = HttpClient.newHttpClient();
      Routeflow other = off.bean(Routeflow.class);
      assertThat(other.observe(plain)).isSameAs(plain);
      assertThat(other.<String>observeCall("GET", "x", null, () -> "done")).isEqualTo("done");
    }
  }

  private static HttpResponse<String> send(String path) throws IOException, InterruptedException {
    return client.send(request(path), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest request(String path) {
    return HttpRequest.newBuilder(uri(path)).header("x-own", "kept").build();
  }

  private static URI uri(String path) {
    return URI.create(calling.remote().url(path));
  }

  private static JsonNode answered(JsonNode event, int status) {
    JsonNode call = onlyCall(event);
    assertThat(call.path("status_code").asInt()).isEqualTo(status);
    assertThat(call.path("errors").asInt()).isZero();
    assertThat(call.has("error")).isFalse();
    assertThat(call.path("host").asText()).isEqualTo("127.0.0.1:" + calling.remote().port());
    return call;
  }
}
