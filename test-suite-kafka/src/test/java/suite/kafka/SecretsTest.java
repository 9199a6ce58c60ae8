package suite.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.secrets.Secrets;
import suite.seed.Seed;

/** Nothing secret is in a record, whatever an event is made of. */
final class SecretsTest {

  private static final long SEED = Seed.ofRun();
  private static final int REQUESTS = 50;

  @Test
  void noSecretIsInARecord(@TempDir Path folder) throws Exception {
    try (Broker broker = new Broker(folder).start()) {
      Topic topic = Topic.create(broker, "secrets");
      try (Application application = Application.start(broker, topic, Secrets.settings())) {
        new Secrets(application.port(), SEED).send(REQUESTS);
        StringBuilder all = new StringBuilder();
        for (ConsumerRecord<String, byte[]> record : topic.await(4 * REQUESTS)) {
          all.append(record.key()).append(new String(record.value(), StandardCharsets.UTF_8));
          record.headers().forEach(h -> all.append(new String(h.value(), StandardCharsets.UTF_8)));
        }
        assertThat(all).as("seed %d", SEED).contains(Secrets.HARMLESS, "[MASKED]", "\"frames\"");
        Secrets.assertUnseen(all.toString());
      }
    }
  }
}
