package io.routeflow.micronaut.policy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestAuthTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          Bearer abc                  | false | false | bearer  | Bearer
          bearer   abc                | true  | true  | bearer  | Bearer
          BASIC abc                   | false | false | basic   | Basic
          ApiKey abc                  | false | true  | api_key | ApiKey
          Token abc                   | false | false | other   | Token
          token token="abc"           | false | false | other   | Token
          Digest username="a"         | false | false | other   | Digest
          DPoP abc                    | false | false | other   | DPoP
          scram-sha-256 abc           | false | false | other   | SCRAM-SHA-256
          AWS4-HMAC-SHA256 Credential | false | false | other   | AWS4-HMAC-SHA256
          Vapid t=a                   | false | false | other   | vapid
          s3cr3t                      | true  | true  | other   | -
          s3cr3t abc                  | false | false | other   | -
          Bearer                      | false | false | other   | -
          'Bearer '                   | false | false | other   | -
          Bearer,abc                  | false | false | other   | -
          -                           | true  | true  | api_key | -
          ' '                         | true  | false | api_key | -
          -                           | false | true  | cookie  | -
          -                           | false | false | none    | -
          """)
  void namesTheModeAndNoSchemeThatIsNotRegistered(
      @Nullable String authorization,
      boolean keyHeader,
      boolean cookie,
      String mode,
      @Nullable String scheme) {
    RequestAuth auth = RequestAuth.of(authorization, keyHeader, cookie);
    assertThat(auth.mode().wireName()).isEqualTo(mode);
    assertThat(auth.scheme()).isEqualTo(scheme);
  }
}
