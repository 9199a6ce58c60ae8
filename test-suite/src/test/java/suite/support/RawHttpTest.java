package suite.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import jakarta.validation.constraints.NotBlank;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RawHttpTest {
  private static final String SPEC = "RawHttpTest";
  private final TestApplication application =
      TestApplication.startBare(SPEC, Map.of("micronaut.server.cors.enabled", true));

  @AfterAll
  void stop() {
    application.close();
  }

  @Test
  void readsLengthsChunksAndBodilessAnswers() {
    try (RawHttp http = RawHttp.connect(application.port())) {
      assertThat(http.send(RawHttp.get("/raw/hello")).read().text()).isEqualTo("hello");
      RawResponse stream = http.send(RawHttp.get("/raw/stream")).read();
      assertThat(stream.headers().first("Transfer-Encoding")).isEqualTo("chunked");
      assertThat(stream.body()).hasSize(100_000);
      assertThat(http.send(RawHttp.get("/raw/nothing")).read().status()).isEqualTo(404);
    }
    String head = RawHttp.request("HEAD", "/raw/hello");
    assertThat(RawHttp.exchange(application.port(), head).status()).isEqualTo(200);
  }

  @Test
  void answersPipelinedRequestsInOrder() {
    try (RawHttp http = RawHttp.connect(application.port())) {
      http.send(RawHttp.get("/raw/hello") + RawHttp.post("/raw/echo", "text/plain", "again"));
      assertThat(http.read().text()).isEqualTo("hello");
      assertThat(http.read().text()).isEqualTo("again");
    }
  }

  @Test
  void sendsBytesThatAreNotUtf8() {
    String answer =
        RawHttp.exchange(application.port(), RawHttp.get("/raw/header", "X-Odd: \u00e4\u00ff"))
            .text();
    assertThat(answer).isEqualTo("228 255");
  }

  @Test
  void sendsAThousandHeaders() {
    String[] headers =
        IntStream.range(0, 1000).mapToObj(i -> "X-" + i + ": 1").toArray(String[]::new);
    try (RawHttp http = RawHttp.connect(application.port())) {
      assertThat(http.send(RawHttp.get("/raw/hello", headers)).readHead().status()).isPositive();
    }
  }

  @Test
  void sendsAPreflightThatIsAnsweredAsOne() {
    RawResponse answer =
        RawHttp.exchange(
            application.port(), RawHttp.preflight("/raw/hello", "http://shop.example", "GET"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().first("Access-Control-Allow-Origin"))
        .isEqualTo("http://shop.example");
  }

  @Test
  void leavesInTheMiddleOfAnAnswer() {
    try (RawHttp http = RawHttp.connect(application.port())) {
      http.send(RawHttp.get("/raw/stream")).readHead();
      assertThat(http.readLine()).matches("[0-9a-fA-F]+");
      assertThat(http.readBytes(10)).hasSize(10);
      http.reset();
      assertThatThrownBy(http::read).isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void controllersOfTestsAreProcessedWithTheirConstraints() {
    assertThat(RawHttp.exchange(application.port(), RawHttp.get("/raw/checked?name=")).status())
        .isEqualTo(400);
    assertThat(RawHttp.exchange(application.port(), RawHttp.get("/raw/checked?name=a")).status())
        .isEqualTo(200);
  }

  @Test
  void controllersOfOneTestAreNoPartOfAnother() {
    try (TestApplication other = TestApplication.startBare("Other", Map.of())) {
      assertThat(RawHttp.exchange(other.port(), RawHttp.get("/raw/hello")).status()).isEqualTo(404);
    }
  }

  @Controller("/raw")
  @Requires(property = "spec.name", value = SPEC)
  static class RawController {
    @Get(value = "/hello", produces = MediaType.TEXT_PLAIN)
    String hello() {
      return "hello";
    }

    @Get("/stream")
    InputStream stream() {
      return new ByteArrayInputStream(new byte[100_000]);
    }

    @Post(value = "/echo", consumes = MediaType.TEXT_PLAIN, produces = MediaType.TEXT_PLAIN)
    String echo(@Body String body) {
      return body;
    }

    @Get(value = "/header", produces = MediaType.TEXT_PLAIN)
    String header(@Header("X-Odd") String odd) {
      return (int) odd.charAt(0) + " " + (int) odd.charAt(1);
    }

    @Get(value = "/checked", produces = MediaType.TEXT_PLAIN)
    String checked(@QueryValue @NotBlank String name) {
      return name;
    }
  }
}
