package io.routeflow.micronaut.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SipHash-2-4 of ASCII text: a hash that can be foreseen only by who knows its key. One object for
 * one text, confined to a thread.
 */
final class SipHash {

  private static final int WORD = 8;
  private static final int LAST_ROUNDS = 4;

  private long v0;
  private long v1;
  private long v2;
  private long v3;
  private long word;
  private int length;

  SipHash(Key key) {
    v0 = key.first ^ 0x736f6d6570736575L;
    v1 = key.second ^ 0x646f72616e646f6dL;
    v2 = key.first ^ 0x6c7967656e657261L;
    v3 = key.second ^ 0x7465646279746573L;
  }

  /** The next byte of the text. */
  void add(int next) {
    word |= (next & 0xffL) << (WORD * (length++ % WORD));
    if (length % WORD == 0) {
      compress();
    }
  }

  private void compress() {
    v3 ^= word;
    round();
    round();
    v0 ^= word;
    word = 0;
  }

  /** The hash of what was added; the last call. */
  long end() {
    word |= (long) length << 56;
    compress();
    v2 ^= 0xff;
    for (int i = 0; i < LAST_ROUNDS; i++) {
      round();
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private void round() {
    v0 += v1;
    v1 = Long.rotateLeft(v1, 13) ^ v0;
    v0 = Long.rotateLeft(v0, 32);
    v2 += v3;
    v3 = Long.rotateLeft(v3, 16) ^ v2;
    v0 += v3;
    v3 = Long.rotateLeft(v3, 21) ^ v0;
    v2 += v1;
    v1 = Long.rotateLeft(v1, 17) ^ v2;
    v2 = Long.rotateLeft(v2, 32);
  }

  /**
   * What only those know who shall agree.
   *
   * @param first the first half, little-endian
   */
  record Key(long first, long second) {

    /** From the first 16 bytes of the secret's SHA-256. */
    static Key of(String secret) {
      try {
        byte[] digest =
            MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        return new Key(word(digest, 0), word(digest, WORD));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    static long word(byte[] bytes, int from) {
      long word = 0;
      for (int i = WORD - 1; i >= 0; i--) {
        word = (word << 8) | (bytes[from + i] & 0xffL);
      }
      return word;
    }

    /** Without the key. */
    @Override
    public String toString() {
      return "Key";
    }
  }
}
