package suite.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** One node that is broker and controller, as a process of its own. */
public final class BrokerProcess {

  static final String READY = "ready";

  private BrokerProcess() {}

  /** Takes the port of the broker, that of the controller, and a folder. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[2]);
    Properties settings = settings(arguments[0], arguments[1], folder);
    if (!Files.exists(folder.resolve("meta.properties"))) {
      format(settings, folder);
    }
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    server.startup();
    System.out.println(READY);
    server.awaitShutdown();
  }

  private static Properties settings(String port, String controllerPort, Path folder) {
    Properties settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    settings.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%s,CONTROLLER://127.0.0.1:%s".formatted(port, controllerPort));
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("log.dirs", folder.toString());
    settings.put("num.partitions", String.valueOf(Broker.PARTITIONS));
    settings.put("auto.create.topics.enable", "false");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // one that was killed is not registered again before the session of the last one is over
    settings.put("broker.session.timeout.ms", "2000");
    settings.put("broker.heartbeat.interval.ms", "500");
    for (String replicas :
        List.of(
            "offsets.topic.replication.factor",
            "transaction.state.log.replication.factor",
            "transaction.state.log.min.isr")) {
      settings.put(replicas, "1");
    }
    return settings;
  }

  private static void format(Properties settings, Path folder) throws IOException {
    Path file = folder.resolveSibling(folder.getFileName() + ".properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      settings.store(writer, null);
    }
    String[] command = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
    int code = StorageTool.execute(command, new PrintStream(OutputStream.nullOutputStream(), true));
    if (code != 0) {
      throw new IOException("the folder could not be formatted: " + code);
    }
  }
}
