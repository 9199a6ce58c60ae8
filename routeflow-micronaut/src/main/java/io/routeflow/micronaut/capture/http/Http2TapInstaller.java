package io.routeflow.micronaut.capture.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;

/**
 * Waits in a connection whose protocol the client's first bytes decide, and goes when they have.
 * There is no event for an HTTP/2 codec that is put into the pipeline, but the codec writes the
 * server's settings at once, before it reads a byte: so the first request is not missed.
 */
final class Http2TapInstaller extends ChannelOutboundHandlerAdapter {

  static final String NAME = "routeflow-http2tap-installer";

  private final RequestRecorder recorder;
  private final InternalErrors errors;

  Http2TapInstaller(RequestRecorder recorder, InternalErrors errors) {
    this.recorder = recorder;
    this.errors = errors;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the writer has the promise
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    ChannelFuture unused = context.write(message, promise);
    try {
      ChannelHandlerContext http2 = context.pipeline().context(Http2ConnectionHandler.class);
      if (http2 != null) {
        context.pipeline().remove(this);
        Http2Tap.of(http2, recorder, errors);
      }
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }
}
