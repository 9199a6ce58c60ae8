package io.routeflow.micronaut.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SipHashTest {

  /** From the published test vectors: the key 00 01 … 0f, and texts 00 01 … of these lengths. */
  @ParameterizedTest
  @CsvSource({
    "0, 726fdb47dd0e0e31",
    "1, 74f839c593dc67fd",
    "7, ab0200f58b01d137",
    "8, 93f5f5799a932462",
    "15, a129ca6149be45e5"
  })
  void isTheHashOfThatName(int length, String expected) {
    byte[] key = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
    SipHash hash = new SipHash(new SipHash.Key(SipHash.Key.word(key, 0), SipHash.Key.word(key, 8)));
    for (int i = 0; i < length; i++) {
      hash.add(i);
    }
    assertThat(HexFormat.of().toHexDigits(hash.end())).isEqualTo(expected);
  }
}
