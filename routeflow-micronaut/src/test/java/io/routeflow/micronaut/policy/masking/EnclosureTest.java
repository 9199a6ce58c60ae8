package io.routeflow.micronaut.policy.masking;

import static io.routeflow.micronaut.policy.masking.MaskingRun.masks;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values in quotes and brackets that are escaped, doubled or tripled. */
final class EnclosureTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ?f=%7B%22secret%22%3A%7B%22x%22%3A%22a%26S3%22%7D%7D | ?f=%7B%22secret%22%3A[MASKED]
          f=%7B%22secret%22%3A%5B%22a%26S3%22%5D%7D&b=1        | f=%7B%22secret%22%3A[MASKED]&b=1
          f=%257B%2522pin%2522%253A%255B%2522%255D%26S3%2522%255D%2526b=1 | f=%257B%2522pin%2522%253A[MASKED]%2526b=1
          {&quot;secret&quot;:&#91;&quot;a&amp;b, S3&quot;&#93;, x} | {&quot;secret&quot;:[MASKED], x}
          {&quot;pin&quot;:&lbrace;&quot;a&rbrace;b, S3&quot;&rbrace;, x} | {&quot;pin&quot;:[MASKED], x}
          secret\\u003d\\u007ba \\u0022 \\u007d \\u0022, S3\\u007d, x | secret\\u003d[MASKED], x
          """)
  void aBracketMayBeEscaped(String text, String masked) {
    masks(text, masked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {&quot;password&quot;:&quot;a &amp;quot;b S3&quot;}  | {&quot;password&quot;:[MASKED]}
          {&quot;password&quot;:&quot;a %22 S3&quot;}          | {&quot;password&quot;:[MASKED]}
          {&quot;password&quot;:&quot;a b&#34;, x}             | {&quot;password&quot;:[MASKED], x}
          {\\u0022pin\\u0022:\\u0022a\\u0026quot; S3\\u0022}   | {\\u0022pin\\u0022:[MASKED]}
          %22pin%22%3A%22a%26quot%3B S3%22 x                   | %22pin%22%3A[MASKED] x
          """)
  void aQuoteThatIsEscapedInAnotherWayClosesNothing(String text, String masked) {
    masks(text, masked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          h;user=sa;password={a}}S3};encrypt=true        | h;user=sa;password=[MASKED];encrypt=true
          Pwd = {a}} b}}S3}                              | Pwd = [MASKED]
          {a={password={x=1}};b=1}                       | {a={password=[MASKED]};b=1}
          {"a":{"secret":{"x":1}},"b":{"c":2}}           | {"a":{"secret":[MASKED]},"b":{"c":2}}
          """)
  void aClosingBraceMayBeDoubled(String text, String masked) {
    masks(text, masked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          password = \"""my "secret" S3\""", x           | password = [MASKED], x
          password='''my 'secret' S3''' x                | password=[MASKED] x
          password = b\"""my "secret" S3\""" x           | password = [MASKED] x
          password=\"""a "S3"\""" x                      | password=[MASKED] x
          pin=\\"\\"\\"a \\"b\\" S3\\"\\"\\" x           | pin=[MASKED] x
          pin=&quot;&quot;&quot;a &quot;b S3&quot;&quot;&quot; x | pin=[MASKED] x
          password='''a' x                               | password=[MASKED] x
          """)
  void threeQuotesAreClosedByThree(String text, String masked) {
    masks(text, masked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {\\"password\\":\\t\\"a, S3\\"}                | {\\"password\\":\\t[MASKED]}
          {\\"password\\":\\n  \\"a, S3\\"}              | {\\"password\\":\\n  [MASKED]}
          {\\"pin\\": \\r\\n[1, S3], x}                  | {\\"pin\\": \\r\\n[MASKED], x}
          {\\\\"pin\\\\":\\\\n\\\\t\\\\"a, S3\\\\"}      | {\\\\"pin\\\\":\\\\n\\\\t[MASKED]}
          password:\\"a, S3\\" x                         | password:[MASKED] x
          password:\\nS3, x                              | password:[MASKED], x
          password:\\t                                   | password:[MASKED]
          """)
  void aTabOfJsonMayStandBeforeAQuote(String text, String masked) {
    masks(text, masked);
  }
}
