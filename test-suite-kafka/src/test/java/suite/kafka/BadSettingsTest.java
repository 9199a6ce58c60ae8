package suite.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.context.ApplicationContext;
import io.routeflow.micronaut.configuration.SettingCatalog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Nonsense in every key of the module: the application serves, and says so once for each. */
final class BadSettingsTest {

  @Test
  void nonsenseInEveryKeyIsWarnedOfAndTheApplicationServesWithoutTheDestination() {
    List<String> keys = keys();
    assertThat(keys).contains("kafka.topic").hasSizeGreaterThan(5);
    Map<String, Object> settings = new HashMap<>();
    for (String key : keys) {
      settings.put("routeflow." + key, "no such value \u0007");
    }
    Logger logger = (Logger) LoggerFactory.getLogger("io.routeflow.micronaut.configuration");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try (Application application = Application.start(settings)) {
      application.send(1, "fine");
      await().atMost(Application.PATIENCE).until(() -> application.others().size() == 1);
      assertThat(application.routeflow().stats().destinations()).containsOnlyKeys("other");
      assertThat(log.list).allMatch(line -> line.getLevel() == Level.WARN);
      assertThat(log.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .hasSize(keys.size())
          .allMatch(
              line ->
                  line.startsWith("Invalid value 'no such value ?' for routeflow.kafka.")
                      || line.startsWith("Unexpected form of routeflow.kafka.leave-out: "))
          .noneMatch(line -> line.contains("\u0007"));
    } finally {
      logger.detachAppender(log);
    }
  }

  private static List<String> keys() {
    try (ApplicationContext context = ApplicationContext.run(Map.of())) {
      return context.getBeansOfType(SettingCatalog.class).stream()
          .filter(catalog -> catalog.module().equals("routeflow-micronaut-kafka"))
          .flatMap(catalog -> catalog.groups().stream())
          .flatMap(group -> group.settings().stream().map(group::path))
          .toList();
    }
  }
}
