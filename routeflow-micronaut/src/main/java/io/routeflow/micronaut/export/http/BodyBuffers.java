package io.routeflow.micronaut.export.http;

import io.micronaut.core.annotation.Internal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Buffers for request bodies whose memory is used again. The client does not release a body that it
 * never came to send, because the connection failed; with memory from Netty's pools each such body
 * would be lost to the process. Here the garbage collector has it, and all that is lost is the
 * reuse.
 *
 * <p>Safe for use by several threads: bodies are released on event loops.
 */
@Internal
public final class BodyBuffers {

  /**
   * What waits for its next use takes no more, so that large batches are not paid for ever after.
   */
  static final int MAX_KEPT_BYTES = 4 * 1024 * 1024;

  private final ArrayBlockingQueue<byte[]> free;
  private final AtomicInteger keptBytes = new AtomicInteger();

  /** Keeps the memory of so many buffers at most. */
  public BodyBuffers(int maxKept) {
    free = new ArrayBlockingQueue<>(maxKept);
  }

  /** An empty buffer that grows as needed. */
  public ByteBuf buffer(int capacity) {
    return new Body(take(capacity));
  }

  private byte[] take(int capacity) {
    byte[] known = free.poll();
    if (known != null) {
      keptBytes.addAndGet(-known.length);
    }
    return known != null && known.length >= capacity ? known : new byte[capacity];
  }

  private void giveBack(byte[] array) {
    if (array.length > MAX_KEPT_BYTES) {
      return;
    }
    boolean fits = keptBytes.addAndGet(array.length) <= MAX_KEPT_BYTES;
    if (!fits || !free.offer(array)) {
      keptBytes.addAndGet(-array.length);
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
