package suite.payloads;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Why a body is not there; the client gets it all the same. */
final class OmittedBodiesTest {

  private static final byte[] JSON = Mirror.JSON.getBytes(UTF_8);

  private static Map<String, Mirrored> byVersion = Map.of();

  @BeforeAll
  static void start() {
    byVersion = Map.of("1.1", Mirrored.capturing("1.1"), "2.0", Mirrored.capturing("2.0"));
  }

  @AfterAll
  static void stop() {
    byVersion.values().forEach(Mirrored::close);
  }

  static Stream<Arguments> bodies() {
    return Stream.of("1.1", "2.0")
        .flatMap(
            version ->
                Stream.of(
                    Arguments.of(version, "unsupported", "text/plain", JSON),
                    Arguments.of(version, "unsupported", "application/xml", JSON),
                    Arguments.of(version, "unsupported", "multipart/mixed; boundary=x", JSON),
                    Arguments.of(version, "binary", "image/png", JSON),
                    Arguments.of(version, "unparsable", "application/json", "{\"a".getBytes(UTF_8)),
                    Arguments.of(version, "unparsable", "application/json", bytes(UTF_16)),
                    Arguments.of(version, "unparsable", "application/json", bytes("UTF-8", true)),
                    Arguments.of(version, "unparsable", "application/json", new byte[] {'"', -1}),
                    Arguments.of(version, "unparsable", "application/json; charset=latin1", JSON)));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void aBodyThatCannotBeMaskedIsNotThere(String version, String why, String type, byte[] body) {
    Mirrored.Seen seen = mirrored(version).post("/mirror/bytes", type, body, "X-Answer-Type", type);
    assertThat(seen.response().body()).isEqualTo(body);
    assertThat(seen.request().path("omitted").asText()).isEqualTo(why);
    assertThat(seen.request().path("size_bytes").asInt()).isEqualTo(body.length);
    assertThat(seen.answer().path("omitted").asText()).isEqualTo(why);
    assertThat(seen.event().toString()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource({"1.1", "2.0"})
  void aBodyWithoutAType(String version) {
    Mirrored.Seen seen = mirrored(version).send("POST", "/mirror/bytes", JSON);
    assertThat(seen.request().path("omitted").asText()).isEqualTo("unsupported");
  }

  @ParameterizedTest
  @CsvSource({"1.1", "2.0"})
  void aCompressedBody(String version) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(JSON);
    }
    Mirrored.Seen seen =
        mirrored(version)
            .post(
                "/mirror/bytes",
                "application/json",
                packed.toByteArray(),
                "Content-Encoding",
                "gzip",
                "X-Answer-Type",
                "application/json");
    assertThat(seen.request().path("omitted").asText()).isEqualTo("unsupported");
    assertThat(seen.response().body()).isEqualTo(JSON);
  }

  @ParameterizedTest
  @CsvSource({"1.1", "2.0"})
  void anAnswerThatTheServerCompresses(String version) {
    byte[] large = ("{\"text\":\"" + "x".repeat(5_000) + "\"}").getBytes(UTF_8);
    Mirrored.Seen seen =
        mirrored(version).post("/mirror/map", "application/json", large, "Accept-Encoding", "gzip");
    assertThat(seen.response().headers().firstValue("content-encoding")).contains("gzip");
    assertThat(seen.answer().path("omitted").asText()).isEqualTo("unsupported");
  }

  @ParameterizedTest
  @CsvSource({
    "1.1, flux", "1.1, sse", "1.1, file", "1.1, sized", "1.1, input",
    "2.0, flux", "2.0, sse", "2.0, file", "2.0, sized", "2.0, input"
  })
  void streamsAndFilesAreNotBuffered(String version, String path) {
    Mirrored.Seen seen = mirrored(version).get("/mirror/" + path);
    assertThat(seen.answer().path("omitted").asText()).isEqualTo("streamed");
    assertThat(seen.answer().path("size_bytes").asInt()).isEqualTo(seen.response().body().length);
    assertThat(seen.event().has("request")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1.1", "2.0"})
  void whereThereIsNoBodyNothingIsSaid(String version) {
    Mirrored.Seen none = mirrored(version).get("/mirror/none");
    assertThat(none.event().has("request")).isFalse();
    assertThat(none.event().has("response")).isFalse();
    Mirrored.Seen head = mirrored(version).send("HEAD", "/mirror/json", new byte[0]);
    assertThat(head.event().has("response")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1.1", "2.0"})
  void whereAFileIsNotSentNothingIsSaid(String version) {
    Mirrored.Seen file = mirrored(version).get("/static/file.txt");
    assertThat(file.answer().path("omitted").asText()).isEqualTo("streamed");
    String modified = file.response().headers().firstValue("last-modified").orElseThrow();
    Mirrored.Seen same =
        mirrored(version)
            .send("GET", "/static/file.txt", new byte[0], "If-Modified-Since", modified);
    assertThat(same.response().statusCode()).isEqualTo(304);
    assertThat(same.event().has("response")).isFalse();
    for (String path : new String[] {"/static/file.txt", "/mirror/sized", "/mirror/flux"}) {
      Mirrored.Seen head = mirrored(version).send("HEAD", path, new byte[0]);
      assertThat(head.response().statusCode()).isEqualTo(200);
      assertThat(head.event().has("response")).as(path).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"1.1", "2.0"})
  void formsAreObjects(String version) {
    Mirrored.Seen seen =
        mirrored(version)
            .post(
                "/mirror/bytes",
                "application/x-www-form-urlencoded",
                "a=1&b=x&a=2&password=hunter2".getBytes(UTF_8));
    assertThat(seen.request().path("body").toString())
        .isEqualTo("{\"a\":[\"1\",\"2\"],\"b\":\"x\",\"password\":\"[MASKED]\"}");
  }

  @ParameterizedTest
  @CsvSource({"1.1", "2.0"})
  void theAnswerToAFailureIsThereToo(String version) {
    Mirrored.Seen seen = mirrored(version).get("/mirror/thrown");
    assertThat(seen.response().statusCode()).isEqualTo(500);
    assertThat(seen.answer().path("body").isObject()).isTrue();
  }

  private static Mirrored mirrored(String version) {
    return java.util.Objects.requireNonNull(byVersion.get(version));
  }

  private static byte[] bytes(java.nio.charset.Charset charset) {
    return Mirror.JSON.getBytes(charset);
  }

  private static byte[] bytes(String charset, boolean bom) {
    return ((bom ? "\ufeff" : "") + Mirror.JSON)
        .getBytes(java.nio.charset.Charset.forName(charset));
  }
}
