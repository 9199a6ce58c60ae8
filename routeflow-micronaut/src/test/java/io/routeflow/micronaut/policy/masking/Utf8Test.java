package io.routeflow.micronaut.policy.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class Utf8Test {

  private static final Logger LOG = LoggerFactory.getLogger(Utf8Test.class);
  private static final long SEED = Long.getLong("suite.masking.seed", System.nanoTime());

  @Test
  void acceptsEachCharacterOfUnicodeAndSeesWhereItIsCut() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        byte[] bytes = Character.toString(c).getBytes(StandardCharsets.UTF_8);
        boolean right = Utf8.validEnd(bytes, bytes.length) == bytes.length;
        for (int length = 1; length < bytes.length; length++) {
          right &= Utf8.validEnd(bytes, length) == 0;
        }
        if (!right) {
          fail("U+%x", c);
        }
      }
    }
  }

  @Test
  void agreesWithTheDecoderOfTheJdkOnAnyBytes() {
    LOG.info("any bytes, seed {}", SEED);
    Random random = new Random(SEED);
    int[] likely = {0x00, 0x41, 0x7f, 0x80, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xe0, 0xed, 0xf0, 0xf4};
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[random.nextInt(24)];
      for (int j = 0; j < bytes.length; j++) {
        boolean ascii = random.nextInt(3) > 0;
        bytes[j] = (byte) (ascii ? 'a' : likely[random.nextInt(likely.length)]);
      }
      int end = Utf8.validEnd(bytes, bytes.length);
      assertThat(end == bytes.length)
          .as("seed %d: %s", SEED, java.util.HexFormat.of().formatHex(bytes))
          .isEqualTo(isUtf8(bytes));
      if (end != Utf8.INVALID) {
        assertThat(isUtf8(java.util.Arrays.copyOf(bytes, end))).isTrue();
        assertThat(bytes.length - end).isLessThan(4);
      }
    }
  }

  @Test
  void findsTheNextControlCharacter() {
    LOG.info("control characters, seed {}", SEED);
    Random random = new Random(SEED);
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = (byte) (random.nextInt(30) == 0 ? random.nextInt(32) : random.nextInt(224) + 32);
      }
      int expected = 0;
      while (expected < bytes.length && (bytes[expected] & 0xff) >= ' ') {
        expected++;
      }
      assertThat(Utf8.nextControl(bytes, 0, bytes.length)).as("seed %d", SEED).isEqualTo(expected);
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
