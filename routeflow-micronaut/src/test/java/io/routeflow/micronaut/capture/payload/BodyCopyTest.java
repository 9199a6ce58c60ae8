package io.routeflow.micronaut.capture.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.routeflow.micronaut.event.Payload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class BodyCopyTest {

  private static final int MAX = 16;

  private final PayloadMemory memory = new PayloadMemory(64);

  @Test
  void aBodyInPartsIsWholeAndTheBuffersStayAsTheyWere() {
    BodyCopy copy = new BodyCopy(memory, MAX, -1, null);
    ByteBuf part = bytes("..hello");
    part.readerIndex(2);
    copy.add(part);
    copy.add(bytes(" world"));
    copy.end();

    assertThat(text(copy)).isEqualTo("hello world");
    assertThat(copy.isComplete()).isTrue();
    assertThat(part.readerIndex()).isEqualTo(2);
    assertThat(part.refCnt()).isEqualTo(1);
  }

  @Test
  void noMoreThanTheLimitIsKeptAndAllIsCounted() {
    BodyCopy copy = new BodyCopy(memory, MAX, -1, null);
    copy.add(bytes("0123456789"));
    copy.add(bytes("0123456789"));
    copy.end();
    assertThat(text(copy)).isEqualTo("0123456789012345");
    assertThat(copy.seen()).isEqualTo(20);
    assertThat(copy.isComplete()).isFalse();
    assertThat(copy.held()).isEqualTo(MAX);
  }

  @Test
  void aBodyThatEndsEarlyIsNotComplete() {
    BodyCopy copy = new BodyCopy(memory, MAX, 10, null);
    copy.add(bytes("01234"));
    copy.close();
    copy.add(bytes("56789"));
    copy.end();
    assertThat(copy.isComplete()).isFalse();
    assertThat(copy.seen()).isEqualTo(5);
  }

  @Test
  void theAnnouncedLengthIsTakenAtOnceWhereItIsLikelyAndNotBelievedElse() {
    BodyCopy likely = new BodyCopy(memory, 64, 12, null);
    likely.add(bytes("012345"));
    assertThat(likely.held()).isEqualTo(12);
    BodyCopy claimed = new BodyCopy(memory, 64, 64, null);
    claimed.add(bytes("0"));
    assertThat(claimed.held()).isEqualTo(1);
  }

  @Test
  void withoutMemoryNothingIsKeptAndWhatWasHeldIsGivenBack() {
    PayloadMemory little = new PayloadMemory(8);
    BodyCopy copy = new BodyCopy(little, MAX, -1, null);
    copy.add(bytes("012345"));
    assertThat(little.used()).isEqualTo(6);
    copy.add(bytes("012345"));
    assertThat(copy.omitted()).isEqualTo(Payload.Omitted.MEMORY);
    assertThat(little.used()).isZero();
    copy.add(bytes("012345"));
    assertThat(copy.seen()).isEqualTo(18);
    assertThat(little.used()).isZero();
  }

  @Test
  void memoryIsGivenBackOnceHoweverOftenItIsReleased() {
    BodyCopy copy = new BodyCopy(memory, MAX, -1, null);
    copy.add(bytes("0123"));
    copy.release();
    copy.release();
    copy.add(bytes("0123"));
    assertThat(memory.used()).isZero();
    assertThat(copy.length()).isZero();
  }

  @Test
  void whatIsOmittedIsCountedOnly() {
    BodyCopy copy = new BodyCopy(memory, MAX, -1, Payload.Omitted.STREAMED);
    copy.add(bytes("0123"));
    assertThat(copy.seen()).isEqualTo(4);
    assertThat(copy.held()).isZero();
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  private static String text(BodyCopy copy) {
    return new String(copy.bytes(), 0, copy.length(), StandardCharsets.US_ASCII);
  }
}
