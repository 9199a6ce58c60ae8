package io.routeflow.micronaut.opentelemetry.otlp;

import io.opentelemetry.exporter.internal.marshal.Marshaler;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import okio.Buffer;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * What one request carries. It is written straight to the connection, so that it takes no memory of
 * its size; only what is packed is in a buffer before, because its size is announced. To be written
 * once.
 */
final class OtlpMessage {

  private final Marshaler content;
  private final Runnable written;
  private final @Nullable Buffer packed;
  private final long length;

  /**
   * A message.
   *
   * @param content what it says; not to be changed until it is written
   * @param gzip whether it is packed, which is done before this returns
   * @param written called when the content is needed no more; not called where nothing of it is
   *     ever asked for, as without a connection
   * @throws Unwritable where it cannot be packed
   */
  OtlpMessage(Marshaler content, boolean gzip, Runnable written) throws IOException {
    this.content = content;
    this.written = written;
    this.packed = gzip ? new Buffer() : null;
    if (packed != null) {
      try (OutputStream bytes = new GZIPOutputStream(packed.outputStream())) {
        encode(bytes);
      }
    }
    this.length = packed == null ? content.getBinarySerializedSize() : packed.size();
  }

  /** In bytes. */
  long length() {
    return length;
  }

  void writeTo(BufferedSink sink) throws IOException {
    if (packed == null) {
      encode(sink.outputStream());
    } else {
      sink.write(packed, length);
    }
  }

  private void encode(OutputStream bytes) throws IOException {
    try {
      content.writeBinaryTo(bytes);
    } catch (RuntimeException | LinkageError e) {
      // the client would hand it to the uncaught handler of its thread
      throw new Unwritable(e);
    } finally {
      written.run();
    }
  }

  /** The content has no form on the wire. */
  static final class Unwritable extends IOException {

    private static final long serialVersionUID = 1L;

    Unwritable(Throwable cause) {
      super(cause.getClass().getSimpleName(), cause);
    }
  }
}
