package io.routeflow.micronaut.capture.client;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.client.netty.NettyClientCustomizer;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link ClientTap} into every connection of the application's clients: once into one of
 * HTTP/1.1, before its first request, and into each stream of HTTP/2.
 */
@Singleton
@Requires(condition = ExternalCallsEnabled.class)
final class ClientTapInstaller implements BeanCreatedEventListener<NettyClientCustomizer.Registry> {

  private static final String NAME = "routeflow-client-tap";

  private final BeanProvider<InternalErrors> errors;

  /** Asked for with the first connection: the clients may be there before what is behind it. */
  private final BeanProvider<CallRecorder> recorder;

  ClientTapInstaller(BeanProvider<InternalErrors> errors, BeanProvider<CallRecorder> recorder) {
    this.errors = errors;
    this.recorder = recorder;
  }

  private ClientTap tapOn(Channel connection) {
    return ClientTap.on(connection, recorder.get().payloads(), errors.get());
  }

  @Override
  public NettyClientCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyClientCustomizer.Registry> event) {
    event.getBean().register(new Customizer(null));
    return event.getBean();
  }

  private final class Customizer implements NettyClientCustomizer {

    private final @Nullable Channel channel;

    Customizer(@Nullable Channel channel) {
      this.channel = channel;
    }

    @Override
    public NettyClientCustomizer specializeForChannel(Channel specialized, ChannelRole role) {
      return new Customizer(specialized);
    }

    /** The client expects the handlers of a connection to be the same after each request. */
    @Override
    public void onStreamPipelineBuilt() {
      try {
        ChannelPipeline pipeline = channel == null ? null : channel.pipeline();
        if (pipeline != null
            && pipeline.get(ChannelPipelineCustomizer.HANDLER_HTTP2_CONNECTION) == null
            && !ClientTap.isOn(pipeline.channel())) {
          pipeline.addLast(NAME, tapOn(pipeline.channel()));
        }
      } catch (Throwable e) {
        InternalErrors.report(errors, Stage.CAPTURE, e);
      }
    }

    @Override
    public void onRequestPipelineBuilt() {
      try {
        ChannelPipeline pipeline = channel == null ? null : channel.pipeline();
        String last = ChannelPipelineCustomizer.HANDLER_MICRONAUT_HTTP_RESPONSE;
        if (pipeline != null && !ClientTap.isOn(pipeline.channel()) && pipeline.get(last) != null) {
          pipeline.addBefore(last, NAME, tapOn(pipeline.channel()));
        }
      } catch (Throwable e) {
        InternalErrors.report(errors, Stage.CAPTURE, e);
      }
    }
  }
}
