package io.routeflow.micronaut.policy.masking;

import static io.routeflow.micronaut.policy.masking.MaskingRun.masks;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What YAML has under a masked name. Line breaks are written as {@code /}. */
final class TextBlockTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          token: !!binary |/  S1/  S2/x: 1                  ~ token: [MASKED]/x: 1
          private_key: | # pem/  -----BEGIN X-----/  S3/x: 1 ~ private_key: [MASKED]/x: 1
          private_key: &k |-/  S1/  S2/x: 1                 ~ private_key: [MASKED]/x: 1
          private_key: &k !!str >/  S1/  S2/x: 1            ~ private_key: [MASKED]/x: 1
          a:/  password: !vault |  /    S1/    S2/x: 1      ~ a:/  password: [MASKED]/x: 1
          password: | /  abc/  S3/x: 1                      ~ password: [MASKED]/x: 1
          password: >- /  abc/  S3/x: 1                     ~ password: >[MASKED]/x: 1
          password: > # c/  abc/  S3/x: 1                   ~ password: > [MASKED]/x: 1
          'password': |/  abc/  S3/x: 1                     ~ 'password': [MASKED]/x: 1
          cookie: |/  abc/  S3/x: 1                         ~ cookie: [MASKED]/x: 1
          password: &k S1 S2/x: 1                           ~ password: [MASKED]/x: 1
          ?token=&x=1                                       ~ ?token=&x=1
          password:/  old: a/  new: S3/x: 1                 ~ password:/  [MASKED]/x: 1
          password:/    - a/    - S3//  - S4/x: 1           ~ password:/    [MASKED]/x: 1
          password:/- a/- S3/x: 1                           ~ password:/[MASKED]/x: 1
          - password:/    old: a/    new: S3/  x: 1         ~ - password:/    [MASKED]/  x: 1
          - password:/  - a/  - S3/  x: 1                   ~ - password:/  [MASKED]/  x: 1
          a:/  token:/    S1/   S2/  x: 1                   ~ a:/  token:/    [MASKED]/  x: 1
          "pin":/  12,/  "x": 1                             ~ "pin":/  [MASKED],/  "x": 1
          """)
  void allLinesOfAValueAreMasked(String text, String masked) {
    masks(text.replace('/', '\n'), masked.replace('/', '\n'));
    masks(text.replace("/", "\r\n"), masked.replace("/", "\r\n"));
  }
}
