package io.routeflow.micronaut.export.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;

final class BodyBuffersTest {

  private final BodyBuffers buffers = new BodyBuffers(2);

  @Test
  void memoryIsUsedAgainOnceItIsReleasedAndNotBefore() {
    ByteBuf first = buffers.buffer(100);
    ByteBuf second = buffers.buffer(100);
    byte[] memory = first.array();
    assertThat(second.array()).isNotSameAs(memory);
    first.writeZero(50);
    first.release();

    ByteBuf third = buffers.buffer(80);
    assertThat(third.array()).isSameAs(memory);
    assertThat(third.readableBytes()).isZero();
  }

  @Test
  void aBufferGrowsAndKeepsItsContent() {
    ByteBuf buffer = buffers.buffer(4);
    for (int i = 0; i < 10_000; i++) {
      buffer.writeInt(i);
    }
    for (int i = 0; i < 10_000; i++) {
      assertThat(buffer.readInt()).isEqualTo(i);
    }
    assertThat(buffer.release()).isTrue();
  }

  @Test
  void neitherMoreNorLargerOnesAreKeptThanAllowed() {
    ByteBuf huge = buffers.buffer(BodyBuffers.MAX_KEPT_BYTES + 1);
    byte[] memory = huge.array();
    huge.release();
    assertThat(buffers.buffer(10).array()).isNotSameAs(memory);

    ByteBuf large = buffers.buffer(BodyBuffers.MAX_KEPT_BYTES);
    ByteBuf one = buffers.buffer(10);
    byte[] kept = large.array();
    byte[] tooMuch = one.array();
    large.release();
    one.release();
    assertThat(buffers.buffer(10).array()).isSameAs(kept);
    assertThat(buffers.buffer(10).array()).isNotSameAs(tooMuch);

    ByteBuf[] some = {buffers.buffer(8), buffers.buffer(8), buffers.buffer(8)};
    byte[] last = some[2].array();
    for (ByteBuf buffer : some) {
      buffer.release();
    }
    assertThat(buffers.buffer(8).array()).isNotSameAs(last);
    assertThat(buffers.buffer(8).array()).isNotSameAs(last);
    assertThat(buffers.buffer(8).array()).isNotSameAs(last);
  }
}
