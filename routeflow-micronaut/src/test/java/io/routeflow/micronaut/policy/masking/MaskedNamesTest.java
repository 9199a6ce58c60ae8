package io.routeflow.micronaut.policy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MaskedNamesTest {

  private static final MaskedNames NAMES =
      MaskedNames.withDefaults(List.of("customerNumber", "Straße", "--", "", "user.mail"));

  @Test
  void theDefaultListIsThatOfTheContract() {
    assertThat(MaskedNames.DEFAULT)
        .containsExactly(
            ("authorization, proxy-authorization, password, passwd, pwd, token, access_token,"
                    + " refresh_token, id_token, apikey, api_key, x-api-key, secret,"
                    + " client_secret, private_key, cookie, set-cookie, session, csrf, jwt,"
                    + " card_number, cvv, cvc, otp, pin, ssn, iban")
                .split(", "))
        .allMatch(NAMES::contains);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "PASSWORD",
        "Pass-Word",
        "pass word",
        "cardNumber",
        "card_number",
        "CARD-NUMBER",
        "Card Number",
        "cardnumber",
        "__card__number__",
        "X-API-Key",
        "xApiKey",
        "api key",
        "SET_COOKIE",
        "customer_number",
        "CUSTOMER-NUMBER",
        "STRASSE\u0000straße",
        "straße",
        "user.mail",
        "userMail",
        "user[password]",
        "user.password",
        "password[]",
        "user[password][0]",
        "password.hash",
        "login:password",
        "@password",
        "to\u212Aen",
        "pass\u00adword",
        "pass\u200bword",
        "card\u2011number",
        "card\u00a0number"
      })
  void spellingsOfAMaskedNameAreThatName(String name) {
    assertThat(NAMES.contains(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "_",
        ".",
        "..",
        "[]",
        "tokens",
        "mytoken",
        "user_token",
        "userToken",
        "passwor",
        "assword",
        "passwordd",
        "shippin",
        "keyboard",
        "mail",
        "name",
        "größe"
      })
  void otherNamesAreNot(String name) {
    assertThat(NAMES.contains(name)).isFalse();
  }

  @Test
  void aNameMayBeOfAnyLength() {
    assertThat(NAMES.contains("x".repeat(1_000_000))).isFalse();
    assertThat(NAMES.contains("x".repeat(1_000_000) + "token")).isFalse();
    assertThat(NAMES.contains("x".repeat(1_000_000) + ".token")).isTrue();
    assertThat(NAMES.contains("-".repeat(1_000_000) + "token")).isTrue();
    assertThat(NAMES.contains("token.".repeat(200_000) + "x")).isTrue();
  }

  @Test
  void manyNamesAreFoundAndNoOthers() {
    List<String> many =
        java.util.stream.IntStream.range(0, 5_000).mapToObj(i -> "field_" + i * 3).toList();
    MaskedNames names = MaskedNames.of(many);
    assertThat(many).allMatch(names::contains);
    assertThat(names.contains("field_1")).isFalse();
    assertThat(names.contains("field_")).isFalse();
    assertThat(names.contains("password")).isFalse();
  }
}
