package io.routeflow.micronaut.capture.work;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.scheduling.annotation.Scheduled;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What calls a method according to its annotations: a schedule, or the topics that it listens to.
 * Annotations of messaging are known by name, since none of their modules is a dependency.
 */
final class Trigger {

  private static final List<String> LISTENERS =
      List.of(
          "io.micronaut.configuration.kafka.annotation.Topic",
          "io.micronaut.rabbitmq.annotation.Queue",
          "io.micronaut.nats.annotation.Subject",
          "io.micronaut.mqtt.annotation.Topic",
          "io.micronaut.jms.annotations.Queue",
          "io.micronaut.jms.annotations.Topic");

  private Trigger() {}

  /** The schedules or topics of a method in words; {@code null} where it has none. */
  static @Nullable String of(AnnotationMetadata method) {
    try {
      return read(method);
    } catch (RuntimeException e) {
      // a placeholder without a value; the event is worth more than its trigger
      return null;
    }
  }

  private static @Nullable String read(AnnotationMetadata method) {
    String schedules =
        method.getAnnotationValuesByType(Scheduled.class).stream()
            .map(Trigger::schedule)
            .filter(schedule -> !schedule.isEmpty())
            .collect(Collectors.joining(", "));
    String trigger = schedules.isEmpty() ? topics(method) : schedules;
    return trigger.isEmpty() ? null : WorkNames.printable(trigger);
  }

  private static String schedule(AnnotationValue<?> schedule) {
    return Stream.of(
            named(schedule, "cron", "cron ", ""),
            named(schedule, "fixedRate", "every ", ""),
            named(schedule, "fixedDelay", "", " after its end"),
            named(schedule, "initialDelay", "once, ", " after the start"))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String named(AnnotationValue<?> of, String member, String before, String after) {
    String value = of.stringValue(member).orElse("");
    return value.isBlank() ? "" : before + value + after;
  }

  private static String topics(AnnotationMetadata method) {
    String names =
        LISTENERS.stream()
            .flatMap(name -> named(method, name))
            .distinct()
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : "topic " + names;
  }

  /** An annotation that can be repeated is found in another way than one that cannot. */
  private static Stream<String> named(AnnotationMetadata method, String annotation) {
    return Stream.concat(
        Stream.of(method.stringValues(annotation)),
        method.getAnnotationValuesByName(annotation).stream()
            .flatMap(topic -> Stream.of(topic.stringValues())));
  }
}
