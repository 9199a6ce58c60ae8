package io.routeflow.micronaut.capture.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.HttpConversionUtil.ExtensionHeaderNames;
import io.netty.util.AttributeKey;
import io.routeflow.micronaut.capture.payload.PayloadCapture;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import io.routeflow.micronaut.event.RequestEvent;
import org.jspecify.annotations.Nullable;

/**
 * Ends the scopes of one HTTP/2 connection when their responses end, however they end. The status
 * is what the server filter notes, unless a {@link Http2StatusTap} sees another one go out.
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

  private final RequestRecorder recorder;
  private final InternalErrors errors;
  private final ChannelHandlerContext context;
  private final Http2ConnectionHandler handler;
  private final Http2Connection connection;
  private final Http2Connection.PropertyKey scopes;
  private final Http2Connection.PropertyKey resets;

  /** There where contents are captured, and not by the taps of stream channels. */
  private final @Nullable Http2Payloads payloads;

  /**
   * The stream that was opened last, until its head is handed on. That happens before the next one
   * is opened, so one number is all it needs.
   */
  private int headless = NO_STREAM;

  private Http2Tap(
      ChannelHandlerContext context,
      Http2ConnectionHandler handler,
      RequestRecorder recorder,
      InternalErrors errors) {
    this.recorder = recorder;
    this.errors = errors;
    this.context = context;
    this.handler = handler;
    this.connection = handler.connection();
    this.scopes = connection.newKey();
    this.resets = connection.newKey();
    PayloadCapture capture = hasStreamChannels() ? null : recorder.payloads();
    this.payloads =
        capture == null ? null : new Http2Payloads(capture, recorder, errors, connection);
  }

  /** The tap of a connection, made on first sight; {@code null} where it is not an HTTP/2 one. */
  static @Nullable Http2Tap of(
      ChannelHandlerContext context, RequestRecorder recorder, InternalErrors errors) {
    Http2Tap tap = context.channel().attr(KEY).get();
    if (tap == null && context.handler() instanceof Http2ConnectionHandler handler) {
      tap = new Http2Tap(context, handler, recorder, errors);
      handler.connection().addListener(tap);
      handler.decoder().frameListener(tap.new FrameTap(handler.decoder().frameListener()));
      context.channel().attr(KEY).set(tap);
      tap.watchStatus(context);
      tap.watchResponses(context);
    }
    return tap;
  }

  /** Whether each stream has a channel of its own, whose {@link WireTap} sees what passes there. */
  private boolean hasStreamChannels() {
    return handler instanceof Http2FrameCodec;
  }

  private void watchStatus(ChannelHandlerContext http2) {
    if (hasStreamChannels()) {
      return;
    }
    try {
      http2
          .pipeline()
          .addBefore(http2.name(), Http2StatusTap.NAME, new Http2StatusTap(this::answered, errors));
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }

  private void answered(int streamId, int status) {
    Http2Stream stream = connection.stream(streamId);
    RequestScope scope = stream == null ? null : stream.getProperty(scopes);
    if (scope != null) {
      scope.status(status);
    }
  }

  /** Only from the start of the connection on, because headers refer to earlier ones. */
  private void watchResponses(ChannelHandlerContext http2) {
    if (payloads == null || connection.remote().lastStreamCreated() > 0) {
      return;
    }
    try {
      payloads.watchResponses(http2);
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }

  /**
   * Whether the request came on a stream that is known: not one that the server made up in the
   * place of a malformed one.
   */
  static boolean hasStream(HttpRequest request) {
    return streamId(request) != NO_STREAM;
  }

  /** Ends the scope with its stream; {@code false} where the stream is not known any more. */
  boolean watch(HttpRequest request, RequestScope scope) {
    Http2Stream stream = connection.stream(streamId(request));
    if (stream == null) {
      return false;
    }
    stream.setProperty(scopes, scope);
    if (payloads != null && request instanceof FullHttpRequest full) {
      payloads.upgraded(stream, full, scope);
    } else if (payloads != null) {
      payloads.attach(stream, scope);
    }
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
      finish(stream, Completion.ANSWERED);
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
    finish(stream, completionOf(stream));
    Object scope = stream.removeProperty(scopes);
    if (payloads != null) {
      payloads.closed(stream, scope != null);
    }
  }

  private void recordRefused() {
    try {
      RequestScope scope = recorder.open(RequestEvent.OTHER_METHOD, EmptyHttpHeaders.INSTANCE);
      scope.status(TOO_LARGE);
      recorder.close(scope, Completion.ANSWERED);
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }

  /** An answer to an unfinished request that did not come from behind the codec is the codec's. */
  private void noteRefusedTrailers(Http2Stream stream) {
    RequestScope scope = stream.getProperty(scopes);
    if (scope != null && scope.status() == RequestScope.NO_STATUS) {
      scope.status(TOO_LARGE);
    }
  }

  private Completion completionOf(Http2Stream stream) {
    if (stream.removeProperty(resets) != null) {
      return Completion.CLIENT_DISCONNECTED;
    }
    if (stream.isResetSent()) {
      return Completion.ABORTED;
    }
    if (context.channel().isActive()) {
      return Completion.ANSWERED;
    }
    return connection.goAwaySent() ? Completion.ABORTED : Completion.CLIENT_DISCONNECTED;
  }

  private void finish(Http2Stream stream, Completion completion) {
    try {
      RequestScope scope = stream.getProperty(scopes);
      if (scope != null) {
        recorder.close(scope, completion);
      }
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }

  /** Notes what the streams themselves do not keep. */
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
      if (payloads != null) {
        payloads.headersRead(streamId, headers, endOfStream);
      }
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
      if (payloads != null) {
        payloads.headersRead(streamId, headers, endOfStream);
      }
      super.onHeadersRead(
          context, streamId, headers, dependency, weight, exclusive, padding, endOfStream);
    }

    @Override
    public int onDataRead(
        ChannelHandlerContext context, int streamId, ByteBuf data, int padding, boolean endOfStream)
        throws Http2Exception {
      if (payloads != null) {
        payloads.dataRead(streamId, data, endOfStream);
      }
      return super.onDataRead(context, streamId, data, padding, endOfStream);
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
