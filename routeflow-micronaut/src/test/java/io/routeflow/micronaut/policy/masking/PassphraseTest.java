package io.routeflow.micronaut.policy.masking;

import static io.routeflow.micronaut.policy.masking.MaskingRun.MASKER;
import static io.routeflow.micronaut.policy.masking.MaskingRun.SEED;
import static io.routeflow.micronaut.policy.masking.MaskingRun.TEXTS;
import static io.routeflow.micronaut.policy.masking.MaskingRun.masks;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Values of several words without quotes are hidden to what ends a value, and no further. */
final class PassphraseTest {

  private static final Logger LOG = LoggerFactory.getLogger(PassphraseTest.class);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          password: correct horse battery                 | password: [MASKED]
          login failed: password=my big cat, user=anna    | login failed: password=[MASKED], user=anna
          User[name=anna, password=my cat, role=admin]    | User[name=anna, password=[MASKED], role=admin]
          User(name=anna, password=my cat) not found      | User(name=anna, password=[MASKED]) not found
          {password=my cat} was rejected                  | {password=[MASKED]} was rejected
          Server=db;Password=my big cat;Database=shop     | Server=db;Password=[MASKED];Database=shop
          Invalid token: expected one of these            | Invalid token: [MASKED]
          password=my, own cat                            | password=[MASKED], own cat
          password=my cat user=anna                       | password=[MASKED] user=anna
          password=my cat user name: anna                 | password=[MASKED] name: anna
          password=my cat user = anna                     | password=[MASKED] user = anna
          password=my cat "user": "anna"                  | password=[MASKED] "user": "anna"
          "password: my cat" was rejected                 | "password: [MASKED]" was rejected
          password\\u003dmy cat\\u0026user x              | password\\u003d[MASKED]\\u0026user x
          password=my (big) cat) x                        | password=[MASKED]) x
          password=it's my cat's, x                       | password=[MASKED], x
          pin=x\u00a0my\u2003cat, x                       | pin=[MASKED], x
          pin="a b".token=my cat, x                       | pin=[MASKED], x
          pin=a,token= my cat, x                          | pin=[MASKED], x
          {"password": my cat, "user": 1}                 | {"password": [MASKED], "user": 1}
          password=token: my cat, x                       | password=[MASKED], x
          **password:** my cat **user:** anna             | **password:** [MASKED] **user:** anna
          """)
  void areHiddenToWhatEndsThem(String text, String masked) {
    masks(text, masked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "say \\"password: my cat\\" to it"              | "say \\"password: [MASKED]\\" to it"
          "password: my cat\\nuser bob"                   | "password: [MASKED]\\nuser bob"
          password&#61;my cat&quot; x                     | password&#61;[MASKED]&quot; x
          <a>password: my cat</a>                         | <a>password: [MASKED]</a>
          """)
  void endBeforeWhatIsEscapedAndATag(String text, String masked) {
    assertThat(MASKER.mask(text)).isEqualTo(masked);
  }

  @Test
  void endWithTheirLine() {
    for (String end : List.of("\n", "\r\n", "\t", "\u2028", "\f", " | ", "|")) {
      assertThat(MASKER.mask("password: my big cat" + end + "user bob"))
          .isEqualTo("password: [MASKED]" + end + "user bob");
    }
  }

  /** What has its own end, or a grammar of its own, does not go on behind a space. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          password="my cat" was rejected                   | password=[MASKED] was rejected
          password='cat' was rejected                      | password=[MASKED] was rejected
          secret={a: b} was rejected                       | secret=[MASKED] was rejected
          pin=Pin(value=1) was rejected                    | pin=[MASKED] was rejected
          pin=1234 was rejected                            | pin=[MASKED] was rejected
          card number: 4111 1111 1111 1111 was rejected    | card number: [MASKED] was rejected
          iban=DE89 3704 0044 0532 0130 00 was rejected    | iban=[MASKED] was rejected
          token: Bearer abc was rejected                   | token: [MASKED] was rejected
          sent Bearer abc to x                             | sent Bearer [MASKED] to x
          GET /a?token=abc HTTP/1.1                        | GET /a?token=[MASKED] HTTP/1.1
          GET /a?b=1&user[pin]=abc was rejected            | GET /a?b=1&user[pin]=[MASKED] was rejected
          GET /a?token=abc&pin=x was rejected              | GET /a?token=[MASKED]&pin=[MASKED] was rejected
          GET /a?n=%2Fb%3Ftoken%3Dabc was rejected         | GET /a?n=%2Fb%3Ftoken%3D[MASKED] was rejected
          https://u:pw@example.com/x was rejected          | https://[MASKED]@example.com/x was rejected
          """)
  void otherValuesEndAsTheyDid(String text, String masked) {
    masks(text, masked);
  }

  /** A name or another sign among the words gives away what it did when they were shown. */
  @Test
  void nothingIsShownThatOneWordWouldHaveHidden() {
    for (String words : List.of("my cat", "my", "my big (cat", "x bearer", "x 'cat", "x // y")) {
      for (String secret :
          List.of(
              "card number: 4QQQ 1QQQ",
              "api key=Q",
              "a private key = \"Q 777\"",
              "set cookie: a=Q; b=777",
              "Bearer \"Q 777\" x=1",
              "basic [Q, 777]",
              "bearer Word[Q, 777]",
              "//anna,x:Q@example.com",
              "https://anna:Q@example.com",
              "jdbc:oracle:thin:Q/777@db",
              "<pin>Q 777</pin>",
              "&lt;pin&gt;Q 777&lt;/pin&gt;",
              "%3Cpin%3EQ 777%3C/pin%3E",
              "\"token\": \"Q 777\"",
              "token%3DQ",
              "api\\u0020key\\u003d\\\"Q 777\\\"")) {
        String text = "password=" + words + " " + secret;
        assertThat(MASKER.mask(text)).as(text).doesNotContainPattern(Canaries.LEAK);
        assertThat(MASKER.mask(MASKER.mask(text))).as(text).doesNotContainPattern(Canaries.LEAK);
      }
    }
  }

  /** More words change nothing of what is shown around them. */
  @Test
  void areHiddenAsOneWordIs() {
    LOG.info("{} texts, seed {}", TEXTS, SEED);
    Canaries canaries = new Canaries(SEED);
    for (int i = 0; i < TEXTS; i++) {
      String before =
          canaries.pick("", "failed: ", "x=1, ", "(a) ", "{\"a\":1,", "pin=1, ") + name(canaries);
      String operator = canaries.pick("=", ": ", " : ", " = ", ":", " => ");
      String after =
          canaries.pick("", ",", ";", "\n", ") ", "] ", "} ", "\" ", "' ", ".\t", " x=", " user : ")
              + canaries.pick(
                  "", " and more", "\nsession=Q", " Bearer \"Q 777\"", " pin: \"Q, Q\"");
      String words = words(canaries);
      String masked = MASKER.mask(before + operator + words + after);
      assertThat(masked)
          .as("seed %d: %s", SEED, before + operator + words + after)
          .doesNotContainPattern(Canaries.LEAK)
          .isEqualTo(MASKER.mask(before + operator + "ЖQ" + after));
    }
  }

  private static String name(Canaries canaries) {
    String name = canaries.maskedName();
    boolean line = name.toLowerCase(Locale.ROOT).matches(".*(auth|cookie).*");
    return line ? "password" : name;
  }

  private static String words(Canaries canaries) {
    StringBuilder words = new StringBuilder("ЖQ");
    for (int i = canaries.random.nextInt(6); i >= 0; i--) {
      words.append(canaries.pick(" ", " ", "  ", "\u00a0 ", " \u2003"));
      words.append(canaries.pick("Q", "QQ", "777", "Q's", "Q-Q", "Q.", "(Q)", "%51Q", "Ж", "Q\\Q"));
    }
    return words.toString();
  }
}
