package io.routeflow.micronaut.capture.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.inject.annotation.MutableAnnotationMetadata;
import io.micronaut.scheduling.annotation.Scheduled;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TriggerTest {

  @ParameterizedTest
  @CsvSource({
    "cron, 0 0 3 * * *, cron 0 0 3 * * *",
    "fixedRate, 10s, every 10s",
    "fixedDelay, 5m, 5m after its end",
    "initialDelay, 1s, 'once, 1s after the start'"
  })
  void aScheduleIsNamedAsItStandsInTheCode(String member, String value, String trigger) {
    assertThat(Trigger.of(annotated(Scheduled.class.getName(), Map.of(member, value))))
        .isEqualTo(trigger);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.micronaut.configuration.kafka.annotation.Topic",
        "io.micronaut.rabbitmq.annotation.Queue",
        "io.micronaut.nats.annotation.Subject"
      })
  void whatListensIsCalledByItsTopics(String annotation) {
    Map<CharSequence, Object> topics = Map.of("value", new String[] {"orders", "refunds"});
    assertThat(Trigger.of(annotated(annotation, topics))).isEqualTo("topic orders, refunds");
  }

  @Test
  void aMethodWithoutEitherHasNone() {
    assertThat(Trigger.of(AnnotationMetadata.EMPTY_METADATA)).isNull();
    assertThat(Trigger.of(annotated(Scheduled.class.getName(), Map.of("scheduler", "mine"))))
        .isNull();
  }

  @Test
  void aLongListOfTopicsIsCut() {
    Map<CharSequence, Object> topics = Map.of("value", new String[] {"x".repeat(1_000)});
    assertThat(Trigger.of(annotated("io.micronaut.mqtt.annotation.Topic", topics))).hasSize(256);
  }

  private static AnnotationMetadata annotated(String name, Map<CharSequence, Object> members) {
    var metadata = new MutableAnnotationMetadata();
    metadata.addDeclaredAnnotation(name, members);
    return metadata;
  }
}
