package io.routeflow.micronaut.capture.http;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpServerCodec;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link WireTap} into every pipeline that carries HTTP messages: HTTP/1.1 connections, and
 * the streams of HTTP/3 and of HTTP/2 in the server's older mode. HTTP/2 as Micronaut handles it by
 * default has no such pipeline; {@link Http2Tap} watches its streams instead, and in either mode
 * what the codec answers before there is a message.
 */
@Singleton
final class WireTapInstaller implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

  private static final String NAME = "routeflow-wiretap";

  /** Looked up late: this listener is made before most of the application exists. */
  private final BeanProvider<RequestRecorder> recorder;

  private final BeanProvider<InternalErrors> errors;

  WireTapInstaller(BeanProvider<RequestRecorder> recorder, BeanProvider<InternalErrors> errors) {
    this.recorder = recorder;
    this.errors = errors;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(new Customizer(null));
    return event.getBean();
  }

  /** Where neither protocol is in place yet, the client may choose without TLS. */
  private void awaitHttp2(ChannelPipeline pipeline) {
    if (pipeline.get(ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND) != null) {
      return;
    }
    ChannelHandlerContext http2 =
        pipeline.context(ChannelPipelineCustomizer.HANDLER_HTTP2_CONNECTION);
    if (http2 != null) {
      Http2Tap.of(http2, recorder.get(), errors.get());
    } else {
      pipeline.addFirst(
          Http2TapInstaller.NAME, new Http2TapInstaller(recorder.get(), errors.get()));
    }
  }

  private void install(Channel channel) {
    ChannelPipeline pipeline = channel.pipeline();
    if (pipeline.get(ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND) == null) {
      return;
    }
    if (pipeline.get(Http2TapInstaller.NAME) != null) {
      pipeline.remove(Http2TapInstaller.NAME);
    }
    WireTap tap = new WireTap(recorder.get(), errors.get());
    ChannelHandlerContext codec = pipeline.context(HttpServerCodec.class);
    if (codec != null) {
      // next to the codec, so that what other handlers answer by themselves is seen too
      pipeline.addAfter(codec.name(), NAME, tap);
    } else {
      pipeline.addBefore(ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, NAME, tap);
    }
    channel.attr(WireTap.KEY).set(tap);
  }

  private final class Customizer implements NettyServerCustomizer {

    private final @Nullable Channel channel;

    Customizer(@Nullable Channel channel) {
      this.channel = channel;
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
      return new Customizer(channel);
    }

    @Override
    public void onInitialPipelineBuilt() {
      if (channel == null) {
        return;
      }
      try {
        awaitHttp2(channel.pipeline());
      } catch (Throwable e) {
        InternalErrors.report(errors, Stage.CAPTURE, e);
      }
    }

    @Override
    public void onStreamPipelineBuilt() {
      if (channel == null) {
        return;
      }
      try {
        install(channel);
      } catch (Throwable e) {
        InternalErrors.report(errors, Stage.CAPTURE, e);
      }
    }
  }
}
