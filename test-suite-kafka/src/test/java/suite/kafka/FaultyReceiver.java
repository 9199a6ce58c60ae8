package suite.kafka;

import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.RETRY_AFTER;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Takes what is posted to it, with a fault that can be changed at any time. On one thread, and
 * without memory of what was: the JDK's own server keeps each connection that it ends without an
 * answer, 5 KiB for each as long as it lives.
 */
final class FaultyReceiver implements AutoCloseable {

  private static final int MAX_BODY = 16 << 20;

  /** What it does with each request. */
  enum Fault {
    NONE,
    BUSY,
    LIMITED,
    REJECTS,
    TOO_LARGE,
    ENDS_CONNECTION,
    SLOW,
    TOO_SLOW
  }

  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Channel server;
  private final long tooSlowMillis;
  private volatile Fault fault = Fault.NONE;

  /**
   * Starts it.
   *
   * @param tooSlowMillis longer than whoever sends waits for an answer
   */
  FaultyReceiver(long tooSlowMillis) {
    this.tooSlowMillis = tooSlowMillis;
    this.server =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(),
                            new HttpObjectAggregator(MAX_BODY),
                            new Requests());
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
  }

  String address() {
    return "http://127.0.0.1:" + ((InetSocketAddress) server.localAddress()).getPort();
  }

  void set(Fault next) {
    fault = next;
  }

  /** How many ids it has accepted since this was asked for last. */
  int takeAccepted() {
    int count = accepted.size();
    accepted.clear();
    return count;
  }

  /** The requests of one connection. */
  private final class Requests extends SimpleChannelInboundHandler<FullHttpRequest> {

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      String id = request.headers().get("Idempotency-Key");
      switch (fault) {
        case BUSY -> answer(context, HttpResponseStatus.SERVICE_UNAVAILABLE);
        case LIMITED -> answer(context, HttpResponseStatus.TOO_MANY_REQUESTS);
        case REJECTS -> answer(context, HttpResponseStatus.BAD_REQUEST);
        case TOO_LARGE -> answer(context, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
        case ENDS_CONNECTION -> {
          Future<?> unused = context.close();
        }
        case SLOW -> acceptAfter(tooSlowMillis / 20, context, id);
        case TOO_SLOW -> acceptAfter(tooSlowMillis, context, id);
        case NONE -> accept(context, id);
      }
    }

    private void acceptAfter(long delayMillis, ChannelHandlerContext context, String id) {
      Future<?> unused =
          context
              .executor()
              .schedule(() -> accept(context, id), delayMillis, TimeUnit.MILLISECONDS);
    }

    private void accept(ChannelHandlerContext context, String id) {
      accepted.add(id);
      answer(context, HttpResponseStatus.ACCEPTED);
    }

    private static void answer(ChannelHandlerContext context, HttpResponseStatus status) {
      FullHttpResponse answer =
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
      answer.headers().set(CONTENT_LENGTH, 0);
      if (status.equals(HttpResponseStatus.TOO_MANY_REQUESTS)) {
        answer.headers().set(RETRY_AFTER, 0);
      }
      Future<?> unused = context.writeAndFlush(answer);
    }

    /** The other side has ended the connection. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      Future<?> unused = context.close();
    }
  }

  @Override
  public void close() {
    server.close().syncUninterruptibly();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
