package io.routeflow.micronaut.export.ingest;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Buffers for request bodies whose memory is used again. The client does not release a body that it
 * never came to send, because the connection failed; with memory from Netty's pools each such body
 * would be lost to the process. Here the garbage collector has it, and all that is lost is the
 * reuse.
 *
 * <p>Safe for use by several threads: bodies are released on event loops.
 */
final class BodyBuffers {

  /** Larger ones are not kept, so that one large batch is not paid for ever after. */
  private static final int MAX_KEPT_BYTES = 512 * 1024;

  private final ArrayBlockingQueue<byte[]> free;

  /** Keeps the memory of so many buffers at most. */
  BodyBuffers(int maxKept) {
    free = new ArrayBlockingQueue<>(maxKept);
  }

  /** An empty buffer that grows as needed. */
  ByteBuf buffer(int capacity) {
    return new Body(take(capacity));
  }

  private byte[] take(int capacity) {
    byte[] known = free.poll();
    return known != null && known.length >= capacity ? known : new byte[capacity];
  }

  private void giveBack(byte[] array) {
    if (array.length <= MAX_KEPT_BYTES) {
      boolean unused = free.offer(array);
    }
  }

  private final class Body extends UnpooledHeapByteBuf {

    Body(byte[] array) {
      super(UnpooledByteBufAllocator.DEFAULT, array, Integer.MAX_VALUE);
      clear();
    }

    @Override
    protected byte[] allocateArray(int capacity) {
      return take(capacity);
    }

    @Override
    protected void freeArray(byte[] array) {
      giveBack(array);
    }
  }
}
