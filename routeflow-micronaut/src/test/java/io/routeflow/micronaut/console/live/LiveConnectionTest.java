package io.routeflow.micronaut.console.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

final class LiveConnectionTest {

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<LiveConnection> ended = new ArrayList<>();
  private final Browser browser = new Browser();
  private final LiveConnection listener = new LiveConnection(channel, true, ended::add);

  @Test
  void getsEventsInTheirOrderAsFarAsItTakesThem() {
    subscribe(3);
    for (int i = 1; i <= 4; i++) {
      listener.send(event(i));
    }
    channel.runPendingTasks();
    assertThat(browser.received).containsExactly("retry: 2000\n: hello\n\n", text(1), text(2));

    browser.take(1);
    channel.runPendingTasks();
    assertThat(browser.received).hasSize(4).last().isEqualTo(text(3));
  }

  @Test
  void whoTakesNothingKeepsABoundedBufferAndIsNotifiedOfTheGapBeforeWhatFollows() {
    subscribe(1);
    channel.runPendingTasks();
    int all = LiveConnection.MAX_WAITING + 1;
    for (int i = 1; i <= all; i++) {
      listener.send(event(i));
    }
    browser.take(Long.MAX_VALUE);
    channel.runPendingTasks();
    assertThat(browser.received.subList(1, browser.received.size()))
        .containsExactly("event: gap\ndata: {}\n\n", text(all));
  }

  @Test
  void showsASignOfLifeWhereNothingHappens() {
    subscribe(Long.MAX_VALUE);
    channel.runPendingTasks();
    channel.advanceTimeBy(LiveConnection.HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();
    assertThat(browser.received).hasSize(2).last().isEqualTo(": alive\n\n");
  }

  @Test
  void whoTakesNothingGathersNoSignsOfLife() {
    subscribe(1);
    channel.runPendingTasks();
    listener.send(event(1));
    beat(3);
    browser.take(100);
    channel.runPendingTasks();
    assertThat(browser.received).hasSize(2).last().isEqualTo(text(1));
  }

  @Test
  void theEndComesAfterWhatItStillTakes() {
    subscribe(Long.MAX_VALUE);
    listener.send(event(1));
    listener.end();
    listener.send(event(2));
    channel.runPendingTasks();
    assertThat(browser.received).hasSize(2).last().isEqualTo(text(1));
    assertThat(browser.completed).isEqualTo(1);
    assertThat(ended).isNotEmpty().containsOnly(listener);
    assertThat(channel.runScheduledPendingTasks()).as("no further sign of life").isEqualTo(-1);
  }

  @Test
  void endsWithItsConnectionAlsoWhereNoSubscriberEverCame() {
    listener.watch();
    ChannelFuture unused = channel.close();
    channel.runPendingTasks();
    assertThat(ended).contains(listener);
  }

  @Test
  void whoHasLeftBeforeItIsSubscribedToLeavesNothingBehind() {
    listener.watch();
    listener.cancel();
    channel.runPendingTasks();
    subscribe(Long.MAX_VALUE);
    channel.runPendingTasks();
    assertThat(browser.completed).isEqualTo(1);
    assertThat(browser.received).isEmpty();
    assertThat(channel.runScheduledPendingTasks()).as("no sign of life").isEqualTo(-1);
  }

  @Test
  void afterItHasLeftItGetsNothing() {
    subscribe(Long.MAX_VALUE);
    channel.runPendingTasks();
    listener.cancel();
    listener.send(event(1));
    channel.runPendingTasks();
    assertThat(browser.received).hasSize(1);
    assertThat(ended).contains(listener);
  }

  @Test
  void whoTakesNothingForAMinuteIsDisconnected() {
    listener.watch();
    subscribe(1);
    channel.runPendingTasks();
    listener.send(event(1));
    beat(3);
    assertThat(ended).isEmpty();
    beat(1);
    assertThat(ended).isNotEmpty().containsOnly(listener);
    assertThat(browser.completed).isEqualTo(1);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void onlyWhereTheConnectionServesSomethingElseDoesItStay() {
    var shared = new LiveConnection(channel, false, ended::add);
    browser.atOnce = 1;
    shared.subscribe(browser);
    channel.runPendingTasks();
    shared.send(event(1));
    beat(4);
    assertThat(ended).contains(shared);
    assertThat(browser.completed).isEqualTo(1);
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void whoTakesALittleNowAndThenStays() {
    subscribe(1);
    channel.runPendingTasks();
    for (int i = 0; i < 10; i++) {
      listener.send(event(i));
    }
    for (int i = 0; i < 10; i++) {
      beat(3);
      browser.take(1);
      channel.runPendingTasks();
    }
    assertThat(ended).isEmpty();
    assertThat(browser.received).hasSize(11);
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void aQuietTimeIsNoReasonToDisconnect() {
    subscribe(Long.MAX_VALUE);
    channel.runPendingTasks();
    beat(20);
    assertThat(ended).isEmpty();
    assertThat(channel.isOpen()).isTrue();
  }

  private void beat(int times) {
    for (int i = 0; i < times; i++) {
      channel.advanceTimeBy(LiveConnection.HEARTBEAT_SECONDS, TimeUnit.SECONDS);
      channel.runScheduledPendingTasks();
      channel.runPendingTasks();
    }
  }

  private void subscribe(long demand) {
    browser.atOnce = demand;
    listener.subscribe(browser);
  }

  private static LiveEvent event(int i) {
    return LiveEvent.of("request", i, json -> json.writeNumberField("seq", i));
  }

  private static String text(int i) {
    return "id: " + i + "\nevent: request\ndata: {\"seq\":" + i + "}\n\n";
  }

  private static final class Browser implements Subscriber<byte[]> {

    private final List<String> received = new ArrayList<>();
    private long atOnce;
    private int completed;
    private @Nullable Subscription subscription;

    void take(long count) {
      if (subscription != null) {
        subscription.request(count);
      }
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      this.subscription = subscription;
      subscription.request(atOnce);
    }

    @Override
    public void onNext(byte[] bytes) {
      received.add(new String(bytes, UTF_8));
    }

    @Override
    public void onError(Throwable error) {
      throw new AssertionError(error);
    }

    @Override
    public void onComplete() {
      completed++;
    }
  }
}
