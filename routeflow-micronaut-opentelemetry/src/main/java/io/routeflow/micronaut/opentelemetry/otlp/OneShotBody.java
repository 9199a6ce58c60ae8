package io.routeflow.micronaut.opentelemetry.otlp;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;

/**
 * A body that is sent once. The client would send any other again by itself, such as after a 503
 * with {@code Retry-After: 0}, and none of the counters would know.
 */
final class OneShotBody extends RequestBody {

  private final Buffer bytes;
  private final long length;
  private final MediaType type;

  /** A body of these bytes, which are used up by sending them. */
  OneShotBody(Buffer bytes, MediaType type) {
    this.bytes = bytes;
    this.length = bytes.size();
    this.type = type;
  }

  @Override
  public MediaType contentType() {
    return type;
  }

  @Override
  public long contentLength() {
    return length;
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    sink.write(bytes, length);
  }
}
