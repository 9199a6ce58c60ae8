package io.routeflow.micronaut.policy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.routeflow.micronaut.event.Payload;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonRedactorTest {

  private static final int LIMIT = 1 << 20;

  /** What is taken whatever the size. */
  private static final int SLACK = 100_000;

  private static final MaskedNames NAMES = MaskedNames.withDefaults(List.of());
  private static final JsonRedactor MASKING = new JsonRedactor(NAMES, RedactionPaths.none(), LIMIT);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"password":"x"}                          | {"password":"[MASKED]"}
          {"a":1,"token":{"b":[1,{}]},"c":[]}       | {"a":1,"token":"[MASKED]","c":[]}
          {"pin":1,"pin":null,"pin":[1],"b":2}      | {"pin":"[MASKED]","pin":"[MASKED]","pin":"[MASKED]","b":2}
          {"\\u0070in" : -1.0e5 , "b":true}         | {"\\u0070in" : "[MASKED]" , "b":true}
          [{"jwt":false},[{"cvv":true}],{"x":"pin"}] | [{"jwt":"[MASKED]"},[{"cvv":"[MASKED]"}],{"x":"pin"}]
          {"a":{"otp":{"otp":1}}}                   | {"a":{"otp":"[MASKED]"}}
          {"":{"iban":"\\"},{"}}                    | {"":{"iban":"[MASKED]"}}
          "password"                                | "password"
          12                                        | 12
          null                                      | null
          []                                        | []
          """)
  void theValueOfAMaskedNameIsMaskedWhateverItsType(String json, String shown) {
    assertThat(shown(MASKING, json)).isEqualTo(shown);
  }

  @Test
  void numbersKeepEachDigit() {
    String json =
        "[1.10,1E400,-0,-0.0e-00,0.1000000000000000000000000000000001,"
            + "9".repeat(JsonSource.MAX_NUMBER_LENGTH)
            + ",1e99999999999]";
    assertThat(shown(MASKING, json)).isEqualTo(json);
  }

  @Test
  void stringsKeepTheirSpellingAndLineBreaksBetweenTokensAreDropped() {
    assertThat(shown(MASKING, "{\r\n  \"a\" : \"\\u00e4 \\n  /\\/\",\n\t\"b\": 1 }\n"))
        .isEqualTo("{\"a\" : \"\\u00e4 \\n  /\\/\",\"b\": 1 }");
  }

  /** RFC 7493 has no such halves, and a strict receiver refuses the whole batch for one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":"\\ud800"}               | {"a":"\\ufffd"}
          {"a":"x\\uDFFFx","b":"\\udbff"} | {"a":"x\\ufffdx","b":"\\ufffd"}
          ["\\ud83d\\uDE00"]            | ["\\ud83d\\uDE00"]
          ["\\ud83d\\ud83d\\ude00"]     | ["\\ufffd\\ud83d\\ude00"]
          ["\\ude00\\ud83d"]            | ["\\ufffd\\ufffd"]
          ["\\ud83d\\n\\ude00"]         | ["\\ufffd\\n\\ufffd"]
          ["\\\\ud800", "\\ud7ff\\ue000"] | ["\\\\ud800", "\\ud7ff\\ue000"]
          {"a":"token=x, \\ud83d"}      | {"a":"token=[MASKED], \\ufffd"}
          """)
  void anEscapeOfHalfASurrogatePairIsReplacedAndAPairStays(String json, String shown) {
    assertThat(shown(MASKING, json)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          $                    | "[CLIENT_REDACTED]"
          $.user.zip           | {"user":{"zip":"[CLIENT_REDACTED]","pin":"[MASKED]"},"n":[1,2,[3]],"zip":4}
          $..zip               | {"user":{"zip":"[CLIENT_REDACTED]","pin":"[MASKED]"},"n":[1,2,[3]],"zip":"[CLIENT_REDACTED]"}
          $.user.pin           | {"user":{"zip":0,"pin":"[CLIENT_REDACTED]"},"n":[1,2,[3]],"zip":4}
          $.user.pin.x         | {"user":{"zip":0,"pin":"[MASKED]"},"n":[1,2,[3]],"zip":4}
          $.user               | {"user":"[CLIENT_REDACTED]","n":[1,2,[3]],"zip":4}
          $['n'][*]            | {"user":{"zip":0,"pin":"[MASKED]"},"n":["[CLIENT_REDACTED]","[CLIENT_REDACTED]","[CLIENT_REDACTED]"],"zip":4}
          $.n[-1]              | {"user":{"zip":0,"pin":"[MASKED]"},"n":[1,2,"[CLIENT_REDACTED]"],"zip":4}
          $.n[-1][-1]          | {"user":{"zip":0,"pin":"[MASKED]"},"n":[1,2,["[CLIENT_REDACTED]"]],"zip":4}
          $.n[::-2]            | {"user":{"zip":0,"pin":"[MASKED]"},"n":["[CLIENT_REDACTED]",2,"[CLIENT_REDACTED]"],"zip":4}
          $.n[1:]              | {"user":{"zip":0,"pin":"[MASKED]"},"n":[1,"[CLIENT_REDACTED]","[CLIENT_REDACTED]"],"zip":4}
          $..[0]               | {"user":{"zip":0,"pin":"[MASKED]"},"n":["[CLIENT_REDACTED]",2,["[CLIENT_REDACTED]"]],"zip":4}
          $.*                  | {"user":"[CLIENT_REDACTED]","n":"[CLIENT_REDACTED]","zip":"[CLIENT_REDACTED]"}
          $.none               | {"user":{"zip":0,"pin":"[MASKED]"},"n":[1,2,[3]],"zip":4}
          """)
  void whatAPathSelectsIsRedactedWhichWins(String path, String shown) {
    JsonRedactor redactor = new JsonRedactor(NAMES, RedactionPaths.of(List.of(path)), LIMIT);
    assertThat(shown(redactor, "{\"user\":{\"zip\":0,\"pin\":1},\"n\":[1,2,[3]],\"zip\":4}"))
        .isEqualTo(shown);
  }

  @Test
  void eachOfDuplicateMembersIsRedacted() {
    JsonRedactor redactor =
        new JsonRedactor(NAMES, RedactionPaths.of(List.of("$.a.b", "$[0]")), LIMIT);
    assertThat(shown(redactor, "{\"a\":{\"b\":1,\"b\":2},\"a\":{\"\\u0062\":[3]}}"))
        .isEqualTo(
            "{\"a\":{\"b\":\"[CLIENT_REDACTED]\",\"b\":\"[CLIENT_REDACTED]\"},"
                + "\"a\":{\"\\u0062\":\"[CLIENT_REDACTED]\"}}");
  }

  @Test
  void lengthsOfArraysStayRightBehindArraysThatAreReplaced() {
    JsonRedactor redactor =
        new JsonRedactor(NAMES, RedactionPaths.of(List.of("$.x", "$.b[-1]", "$.y[0]")), LIMIT);
    assertThat(
            shown(
                redactor,
                "{\"pin\":[[1],[2]],\"x\":[3,[4]],\"y\":[[5,6],7],\"b\":[1,2,3],\"pin\":{}}"))
        .isEqualTo(
            "{\"pin\":\"[MASKED]\",\"x\":\"[CLIENT_REDACTED]\","
                + "\"y\":[\"[CLIENT_REDACTED]\",7],\"b\":[1,2,\"[CLIENT_REDACTED]\"],"
                + "\"pin\":\"[MASKED]\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "[1,",
        "[1",
        "\"a",
        "tru",
        "-",
        "1.",
        "{]",
        "{\"a\":1,}",
        "[1,]",
        "{a:1}",
        "{'a':1}",
        "[01]",
        "[.5]",
        "[+1]",
        "[NaN]",
        "[1 2]",
        "{}{}",
        "1 2",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\t\"",
        "/**/1",
        "#\n1",
        "\"a\"b",
        "[1]]",
        "\u0000",
        "1\u0000"
      })
  void whatIsNoJsonIsUnparsable(String json) {
    assertThat(shown(MASKING, json)).isEqualTo("Omitted[reason=UNPARSABLE]");
  }

  @Test
  void bytesThatAreNotUtf8AreUnparsable() {
    for (String bytes : List.of("ff", "c0af", "eda080", "f4908080", "c3", "efbbbf")) {
      byte[] wrong = java.util.HexFormat.of().parseHex("22" + bytes + "22");
      if (!bytes.equals("efbbbf")) {
        assertThat(MASKING.redact(wrong, wrong.length, true))
            .isEqualTo(RedactedBody.omitted(Payload.Omitted.UNPARSABLE));
        assertThat(MASKING.redact(wrong, wrong.length, false))
            .isEqualTo(RedactedBody.omitted(Payload.Omitted.UNPARSABLE));
      }
      byte[] first = java.util.HexFormat.of().parseHex(bytes + "31");
      assertThat(MASKING.redact(first, first.length, true))
          .isEqualTo(RedactedBody.omitted(Payload.Omitted.UNPARSABLE));
    }
  }

  @Test
  void depthAndNamesAreBounded() {
    int depth = JsonSource.MAX_DEPTH;
    assertThat(shown(MASKING, "[".repeat(depth) + "]".repeat(depth))).startsWith("[[[");
    assertThat(shown(MASKING, "[".repeat(depth + 1) + "]".repeat(depth + 1)))
        .isEqualTo("Omitted[reason=UNPARSABLE]");
    assertThat(shown(MASKING, "[".repeat(LIMIT))).isEqualTo("Omitted[reason=UNPARSABLE]");
    String name = "n".repeat(JsonSource.MAX_NAME_LENGTH);
    assertThat(shown(MASKING, "{\"" + name + "\":1}")).startsWith("{\"nnn");
    assertThat(shown(MASKING, "{\"" + name + "nnnnnnnn\":1}"))
        .isEqualTo("Omitted[reason=UNPARSABLE]");
  }

  @Test
  void aDocumentThatGrowsTooMuchIsOmittedForMemory() {
    JsonRedactor redactor = new JsonRedactor(NAMES, RedactionPaths.of(List.of("$[*]")), 10_000);
    assertThat(shown(redactor, "[" + "1,".repeat(1_500) + "1]")).endsWith("\"[CLIENT_REDACTED]\"]");
    assertThat(shown(redactor, "[" + "1,".repeat(4_000) + "1]"))
        .isEqualTo("Omitted[reason=MEMORY]");
  }

  @Test
  void aDocumentAtTheLimitIsWholeAndOneByteMoreIsCut() {
    String json = "{\"a\":\"ä\",\"pin\":12345678,\"b\":\"ä\"}";
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    JsonRedactor exact = new JsonRedactor(NAMES, RedactionPaths.none(), bytes.length);
    JsonRedactor less = new JsonRedactor(NAMES, RedactionPaths.none(), bytes.length - 1);
    assertThat(exact.redact(bytes, bytes.length, true)).isInstanceOf(RedactedBody.Json.class);
    assertThat(exact.redact(bytes, bytes.length, false)).isInstanceOf(RedactedBody.Text.class);
    assertThat(shown(exact, json)).isEqualTo("{\"a\":\"ä\",\"pin\":\"[MASKED]\",\"b\":\"ä\"}");
    assertThat(shown(less, json)).isEqualTo("{\"a\":\"ä\",\"pin\":\"[MASKED]\",\"b\":\"");
  }

  @Test
  void aLongDocumentWithPathsIsOmittedForRedaction() {
    JsonRedactor redactor = new JsonRedactor(NAMES, RedactionPaths.of(List.of("$.x")), 10);
    assertThat(shown(redactor, "{\"a\":12}")).isEqualTo("{\"a\":12}");
    assertThat(shown(redactor, "{\"a\":123456789}")).isEqualTo("Omitted[reason=REDACTION]");
    byte[] bytes = "{\"a\"".getBytes(StandardCharsets.UTF_8);
    assertThat(redactor.redact(bytes, bytes.length, false))
        .isEqualTo(RedactedBody.omitted(Payload.Omitted.REDACTION));
  }

  @Test
  void hostileDocumentsTakeNoLongerThanOthers() {
    JsonRedactor redactor =
        new JsonRedactor(
            NAMES,
            RedactionPaths.of(
                List.of(
                    "$..a..a..a..a..a..b", "$..*..*..*..x", "$..[-1]..[-1]..[-1]", "$..[::-3]")),
            LIMIT);
    String deep = "{\"a\":[0,".repeat(240) + "1" + "]}".repeat(240);
    String arrays = "[" + "[[],[]],".repeat(50_000) + "[]]";
    StringBuilder names = new StringBuilder("{");
    for (int i = 0; i < 60_000; i++) {
      names.append("\"n").append(i).append("\":0,");
    }
    names.append("\"pin\":1}");
    for (String json :
        List.of(deep, arrays, names.toString(), "[" + "\"\\\"\",".repeat(200_000) + "1]")) {
      assertThat(shown(redactor, json)).isNotEmpty();
      assertThat(shown(MASKING, json)).doesNotStartWith("Omitted");
    }
  }

  /**
   * Bytes, since they are the same in each run: twice the document takes at most twice of them.
   * What takes more than linear time does so by going over something that grows, and it would be
   * kept.
   */
  @Test
  void memoryGrowsNoFasterThanTheDocument() {
    JsonRedactor redactor =
        new JsonRedactor(
            NAMES,
            RedactionPaths.of(List.of("$..a..a..b", "$..*..x", "$..[-1]", "$..[::-3]")),
            LIMIT);
    for (String piece :
        List.of(
            "[[],[]],",
            "{\"a\":{\"a\":[1,{\"b\":2}]}},",
            "\"\\\"\\u0041\",",
            "{\"pin\":[1,{\"x\":[]}],\"x\":1},",
            "-1.25e10,",
            "{\"n\":1,\"n\":{\"n\":1,\"n\":2}},")) {
      String small = "[" + piece.repeat(5_000) + "0]";
      String large = "[" + piece.repeat(10_000) + "0]";
      // the compiler takes some of it away in between: least of one, most of the other
      long most = 0;
      long least = Long.MAX_VALUE;
      for (int i = 0; i < 4; i++) {
        most = Math.max(most, allocated(redactor, small));
        least = Math.min(least, allocated(redactor, large));
      }
      assertThat(least).as(piece).isLessThanOrEqualTo(2 * most + SLACK);
    }
  }

  private static long allocated(JsonRedactor redactor, String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    redactor.redact(bytes, bytes.length, true);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static String shown(JsonRedactor redactor, String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    RedactedBody body = redactor.redact(bytes, bytes.length, true);
    if (body instanceof RedactedBody.Json whole) {
      assertThat(JsonTree.tokens(whole.text())).isNotEmpty();
      return whole.text();
    }
    return body instanceof RedactedBody.Text text ? text.text() : body.toString();
  }
}
