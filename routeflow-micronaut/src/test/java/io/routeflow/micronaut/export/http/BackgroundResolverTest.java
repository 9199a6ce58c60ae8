package io.routeflow.micronaut.export.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.EventLoop;
import io.netty.resolver.AddressResolver;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BackgroundResolverTest {

  private static final InetSocketAddress NAME = InetSocketAddress.createUnresolved("ingest", 443);
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final int MAX_PENDING = 2;

  private final DefaultEventLoopGroup group = new DefaultEventLoopGroup(1);
  private final EventLoop loop = group.next();
  private final CountDownLatch silence = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(1);
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  @AfterEach
  void end() {
    silence.countDown();
    var unused = group.shutdownGracefully();
  }

  @Test
  void aNameIsResolved() throws Exception {
    try (var resolver = new BackgroundResolver(LONG, MAX_PENDING, host -> address())) {
      Future<InetSocketAddress> answer = resolver.getResolver(loop).resolve(NAME);

      assertThat(answer.await(20, SECONDS)).isTrue();
      assertThat(answer.getNow()).isEqualTo(new InetSocketAddress(address(), 443));
    }
  }

  @Test
  void anUnknownNameIsAFailure() throws Exception {
    try (var resolver =
        new BackgroundResolver(
            LONG,
            MAX_PENDING,
            host -> {
              throw new UnknownHostException(host);
            })) {
      Future<InetSocketAddress> answer = resolver.getResolver(loop).resolve(NAME);

      assertThat(answer.await(20, SECONDS)).isTrue();
      assertThat(answer.cause()).isInstanceOf(UnknownHostException.class);
    }
  }

  @Test
  void aSilentNameServiceBlocksOneThreadWhichIsNotTheEventLoop() throws Exception {
    try (var resolver = new BackgroundResolver(SHORT, MAX_PENDING, this::nothing)) {
      AddressResolver<InetSocketAddress> addresses = resolver.getResolver(loop);
      List<Future<InetSocketAddress>> answers = new ArrayList<>();
      for (int i = 0; i < MAX_PENDING + 1; i++) {
        answers.add(addresses.resolve(NAME));
      }
      assertThat(asked.await(20, SECONDS)).isTrue();
      assertThat(loop.submit(() -> "free").get(20, SECONDS)).isEqualTo("free");
      for (Future<InetSocketAddress> answer : answers) {
        assertThat(answer.await(20, SECONDS)).isTrue();
        assertThat(answer.cause()).isInstanceOf(BackgroundResolver.Timeout.class);
      }
      assertThat(threads).hasSize(1).allMatch(Thread::isDaemon);
    }
  }

  @Test
  void moreLookupsThanMayBePendingFailAtOnce() throws Exception {
    try (var resolver = new BackgroundResolver(LONG, MAX_PENDING, this::nothing)) {
      AddressResolver<InetSocketAddress> addresses = resolver.getResolver(loop);
      Future<InetSocketAddress> first = addresses.resolve(NAME);
      assertThat(asked.await(20, SECONDS)).isTrue();
      for (int i = 0; i < MAX_PENDING; i++) {
        assertThat(addresses.resolve(NAME).isDone()).isFalse();
      }
      Future<InetSocketAddress> tooMany = addresses.resolve(NAME);

      assertThat(tooMany.await(20, SECONDS)).isTrue();
      assertThat(tooMany.cause()).isInstanceOf(BackgroundResolver.Timeout.class);
      assertThat(first.isDone()).isFalse();
    }
  }

  private InetAddress nothing(String host) throws UnknownHostException {
    threads.add(Thread.currentThread());
    asked.countDown();
    while (silence.getCount() > 0) {
      try {
        silence.await();
      } catch (InterruptedException e) {
        // a lookup of the operating system cannot be interrupted either
      }
    }
    throw new UnknownHostException(host);
  }

  private static InetAddress address() {
    return InetAddress.getLoopbackAddress();
  }
}
