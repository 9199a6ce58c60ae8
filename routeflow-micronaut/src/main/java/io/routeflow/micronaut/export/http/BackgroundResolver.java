package io.routeflow.micronaut.export.http;

import io.micronaut.core.annotation.Internal;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks up the host name of a destination with the JDK's resolver, on one thread of its own: the
 * lookup blocks for as long as a name service is silent, and an event loop must not.
 *
 * <p>However long a lookup takes, it is failed after a part of the delivery's timeout, and no more
 * than one thread waits for it. Safe for use by several threads.
 */
@Internal
public final class BackgroundResolver extends AddressResolverGroup<InetSocketAddress> {

  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor threads;
  private final Lookup lookup;
  private final long limitNanos;

  /**
   * Without a thread until the first lookup.
   *
   * @param timeout of an attempt; a lookup gets three quarters of it, so that its failure is
   *     reported as such and not as an attempt without an answer
   * @param maxPending lookups pending at a time, at least 1
   */
  public BackgroundResolver(Duration timeout, int maxPending) {
    this(timeout, maxPending, InetAddress::getByName);
  }

  BackgroundResolver(Duration timeout, int maxPending, Lookup lookup) {
    this.lookup = lookup;
    this.limitNanos = timeout.toNanos() / 4 * 3;
    this.threads =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(maxPending),
            new DefaultThreadFactory(DeliveryNetwork.NAME + "-names", true));
    this.threads.allowCoreThreadTimeOut(true);
  }

  @Override
  protected AddressResolver<InetSocketAddress> newResolver(EventExecutor loop) {
    return new Names(loop).asAddressResolver();
  }

  @Override
  public void close() {
    super.close();
    threads.shutdownNow();
  }

  /** The name service did not answer in time. */
  static final class Timeout extends UnknownHostException {

    private static final long serialVersionUID = 1L;
  }

  /** Blocks until the address of a host is known. */
  interface Lookup {

    InetAddress of(String host) throws UnknownHostException;
  }

  private final class Names extends InetNameResolver {

    Names(EventExecutor loop) {
      super(loop);
    }

    @Override
    protected void doResolve(String host, Promise<InetAddress> promise) {
      if (isAddress(host)) {
        lookUp(host, promise);
      } else {
        lookUpInBackground(host, promise);
      }
    }

    private static boolean isAddress(String host) {
      return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
    }

    private void lookUpInBackground(String host, Promise<InetAddress> promise) {
      Future<?> limit =
          executor()
              .schedule(() -> promise.tryFailure(new Timeout()), limitNanos, TimeUnit.NANOSECONDS);
      promise.addListener(done -> limit.cancel(false));
      try {
        threads.execute(() -> lookUp(host, promise));
      } catch (RejectedExecutionException e) {
        promise.tryFailure(new Timeout());
      }
    }

    /** The client connects to one address; that is all a connection needs. */
    @Override
    protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
      Promise<InetAddress> one = executor().newPromise();
      one.addListener(
          done -> {
            if (one.isSuccess()) {
              promise.trySuccess(List.of(one.getNow()));
            } else {
              promise.tryFailure(one.cause());
            }
          });
      doResolve(host, one);
    }

    /** A lookup that was failed while it waited for the thread is not made any more. */
    private void lookUp(String host, Promise<InetAddress> promise) {
      if (promise.isDone()) {
        return;
      }
      try {
        promise.trySuccess(lookup.of(host));
      } catch (Throwable e) {
        promise.tryFailure(e);
      }
    }
  }
}
