package io.routeflow.micronaut.capture;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.HttpConversionUtil.ExtensionHeaderNames;
import io.netty.util.AttributeKey;
import io.routeflow.micronaut.RequestEvent;
import io.routeflow.micronaut.queue.InternalErrors;
import org.jspecify.annotations.Nullable;

/**
 * Ends the recordings of one HTTP/2 connection when their responses end, however they end. The
 * status is not to be seen here; the server filter notes it.
 *
 * <p>Headers above the codec's limit are the exception: the codec refuses them by itself, and a
 * request among them gets no further. Nothing is known of it but that it was answered.
 *
 * <p>Confined to the connection's event loop.
 */
final class Http2Tap extends Http2ConnectionAdapter {

  private static final AttributeKey<Http2Tap> KEY = AttributeKey.valueOf("io.routeflow.http2tap");
  private static final int NO_STREAM = -1;
  private static final int UPGRADE_STREAM = 1;

  /** The one status that the codec sends of its own accord. */
  private static final int TOO_LARGE = HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE.code();

  private final Recorder recorder;
  private final InternalErrors errors;
  private final ChannelHandlerContext context;
  private final Http2ConnectionHandler handler;
  private final Http2Connection connection;
  private final Http2Connection.PropertyKey recordings;
  private final Http2Connection.PropertyKey resets;

  /**
   * The stream that was opened last, until its head is handed on. That happens before the next one
   * is opened, so one number is all it needs.
   */
  private int headless = NO_STREAM;

  private Http2Tap(
      ChannelHandlerContext context,
      Http2ConnectionHandler handler,
      Recorder recorder,
      InternalErrors errors) {
    this.recorder = recorder;
    this.errors = errors;
    this.context = context;
    this.handler = handler;
    this.connection = handler.connection();
    this.recordings = connection.newKey();
    this.resets = connection.newKey();
  }

  /** The tap of a connection, made on first sight; {@code null} where it is not an HTTP/2 one. */
  static @Nullable Http2Tap of(
      ChannelHandlerContext context, Recorder recorder, InternalErrors errors) {
    Http2Tap tap = context.channel().attr(KEY).get();
    if (tap == null && context.handler() instanceof Http2ConnectionHandler handler) {
      tap = new Http2Tap(context, handler, recorder, errors);
      handler.connection().addListener(tap);
      handler.decoder().frameListener(tap.new FrameTap(handler.decoder().frameListener()));
      context.channel().attr(KEY).set(tap);
    }
    return tap;
  }

  /**
   * Whether the request came on a stream that can be told: not one that the server made up in the
   * place of a malformed one.
   */
  static boolean hasStream(HttpRequest request) {
    return streamId(request) != NO_STREAM;
  }

  /** Ends the recording with its stream; {@code false} where the stream is not known any more. */
  boolean watch(HttpRequest request, OpenRecording recording) {
    Http2Stream stream = connection.stream(streamId(request));
    if (stream == null) {
      return false;
    }
    stream.setProperty(recordings, recording);
    return true;
  }

  /** The request that asked for the upgrade to HTTP/2 is answered on stream 1 (RFC 7540, 3.2). */
  private static int streamId(HttpRequest request) {
    return request instanceof FullHttpRequest
        ? UPGRADE_STREAM
        : request.headers().getInt(ExtensionHeaderNames.STREAM_ID.text(), NO_STREAM);
  }

  /** A stream from before the client's preface is that of the upgrade, whose head was another. */
  @Override
  public void onStreamActive(Http2Stream stream) {
    if (connection.remote().isValidStreamId(stream.id()) && handler.decoder().prefaceReceived()) {
      headless = stream.id();
    }
  }

  @Override
  public void onStreamHalfClosed(Http2Stream stream) {
    if (stream.state() == Http2Stream.State.HALF_CLOSED_LOCAL) {
      noteRefusedTrailers(stream);
      finish(stream, Ending.ANSWERED);
    }
  }

  @Override
  public void onStreamClosed(Http2Stream stream) {
    if (stream.id() == headless) {
      headless = NO_STREAM;
      if (stream.isHeadersSent()) {
        recordRefused();
      }
    }
    finish(stream, ending(stream));
  }

  private void recordRefused() {
    try {
      OpenRecording recording = recorder.open(RequestEvent.OTHER_METHOD, null, null, null);
      recording.status(TOO_LARGE);
      recorder.close(recording, Ending.ANSWERED);
    } catch (Throwable e) {
      errors.report("capture", e);
    }
  }

  /** An answer to an unfinished request that nobody behind the codec knows of is the codec's. */
  private void noteRefusedTrailers(Http2Stream stream) {
    OpenRecording recording = stream.getProperty(recordings);
    if (recording != null && recording.status() == OpenRecording.NO_STATUS) {
      recording.status(TOO_LARGE);
    }
  }

  private Ending ending(Http2Stream stream) {
    if (stream.removeProperty(resets) != null) {
      return Ending.CLIENT_LEFT;
    }
    if (stream.isResetSent()) {
      return Ending.BROKEN_OFF;
    }
    if (context.channel().isActive()) {
      return Ending.ANSWERED;
    }
    return connection.goAwaySent() ? Ending.BROKEN_OFF : Ending.CLIENT_LEFT;
  }

  private void finish(Http2Stream stream, Ending ending) {
    try {
      OpenRecording recording = stream.removeProperty(recordings);
      if (recording != null) {
        recorder.close(recording, ending);
      }
    } catch (Throwable e) {
      errors.report("capture", e);
    }
  }

  /** Notes what the streams themselves do not tell afterwards. */
  private final class FrameTap extends Http2FrameListenerDecorator {

    FrameTap(Http2FrameListener listener) {
      super(listener);
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context,
        int streamId,
        Http2Headers headers,
        int padding,
        boolean endOfStream)
        throws Http2Exception {
      headless = NO_STREAM;
      super.onHeadersRead(context, streamId, headers, padding, endOfStream);
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context,
        int streamId,
        Http2Headers headers,
        int dependency,
        short weight,
        boolean exclusive,
        int padding,
        boolean endOfStream)
        throws Http2Exception {
      headless = NO_STREAM;
      super.onHeadersRead(
          context, streamId, headers, dependency, weight, exclusive, padding, endOfStream);
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext context, int streamId, long errorCode)
        throws Http2Exception {
      Http2Stream stream = connection.stream(streamId);
      if (stream != null) {
        stream.setProperty(resets, Boolean.TRUE);
      }
      super.onRstStreamRead(context, streamId, errorCode);
    }
  }
}
