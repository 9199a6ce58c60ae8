package io.routeflow.micronaut.capture;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.HttpConversionUtil.ExtensionHeaderNames;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * Ends the recordings of one HTTP/2 connection when their streams end, however they end. The status
 * is not to be seen here; the server filter notes it.
 *
 * <p>Confined to the connection's event loop.
 */
final class Http2Tap extends Http2ConnectionAdapter {

  private static final AttributeKey<Http2Tap> KEY = AttributeKey.valueOf("io.routeflow.http2tap");

  private final Recorder recorder;
  private final Http2Connection connection;
  private final Http2Connection.PropertyKey recordings;

  private Http2Tap(Recorder recorder, Http2Connection connection) {
    this.recorder = recorder;
    this.connection = connection;
    this.recordings = connection.newKey();
    connection.addListener(this);
  }

  /** The tap of a connection, made on first use; {@code null} where it is not an HTTP/2 one. */
  static @Nullable Http2Tap of(ChannelHandlerContext context, Recorder recorder) {
    Http2Tap tap = context.channel().attr(KEY).get();
    if (tap == null && context.handler() instanceof Http2ConnectionHandler handler) {
      tap = new Http2Tap(recorder, handler.connection());
      context.channel().attr(KEY).set(tap);
    }
    return tap;
  }

  /** Ends the recording with its stream; {@code false} where the stream is not known any more. */
  boolean watch(HttpRequest request, OpenRecording recording) {
    Integer id = request.headers().getInt(ExtensionHeaderNames.STREAM_ID.text());
    Http2Stream stream = id == null ? null : connection.stream(id);
    if (stream == null) {
      return false;
    }
    stream.setProperty(recordings, recording);
    return true;
  }

  @Override
  public void onStreamClosed(Http2Stream stream) {
    OpenRecording recording = stream.removeProperty(recordings);
    if (recording != null) {
      recorder.close(recording, recording.status() == OpenRecording.NO_STATUS);
    }
  }
}
