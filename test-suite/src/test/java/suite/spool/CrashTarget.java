package suite.spool;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import suite.support.FakeIngest;
import suite.support.ReceivedBatch;
import suite.support.ReplayStackContract;
import suite.support.TestApplication;

/** The destination of a process that is killed. */
enum CrashTarget {
  INGEST("ingest") {
    @Override
    FakeIngest receiver() {
      return FakeIngest.start();
    }

    @Override
    Map<String, String> settings(FakeIngest receiver) {
      return Map.of(
          "routeflow.endpoint",
          receiver.uri().toString(),
          "routeflow.ingest-key",
          TestApplication.INGEST_KEY);
    }

    @Override
    String traceOf(JsonNode event) {
      return event.path("trace_id").asText();
    }

    @Override
    List<String> idsOf(Path file) {
      return List.of(SpoolFolder.idOf(file));
    }

    @Override
    List<String> eventIds(ReceivedBatch batch) {
      return batch.events().stream().map(event -> event.path("event_id").asText()).toList();
    }
  },

  /** Takes one event a call, and has its id in the header alone. */
  REPLAYSTACK("replaystack") {
    @Override
    FakeIngest receiver() {
      return ReplayStackContract.receiver();
    }

    @Override
    Map<String, String> settings(FakeIngest receiver) {
      return Map.of(
          "routeflow.replaystack.endpoint",
          receiver.uri().toString(),
          "routeflow.replaystack.api-key",
          "rs_live_canary",
          "routeflow.replaystack.offline-queue-max",
          "0",
          // of the request, and not of the process that sends it, which has another port
          "routeflow.capture-request-url",
          "true");
    }

    @Override
    String traceOf(JsonNode event) {
      return event.path("traceId").asText();
    }

    @Override
    List<String> idsOf(Path file) {
      return SpoolFolder.eventIdsOf(file);
    }

    @Override
    List<String> eventIds(ReceivedBatch batch) {
      return List.of(batch.batchId());
    }
  };

  private final String destination;

  CrashTarget(String destination) {
    this.destination = destination;
  }

  /** Its name in the statistics. */
  String destination() {
    return destination;
  }

  /** Where the settings of its lane are. */
  String prefix() {
    return this == INGEST ? "routeflow." : "routeflow." + destination + ".";
  }

  abstract FakeIngest receiver();

  /** Its address and key. */
  abstract Map<String, String> settings(FakeIngest receiver);

  /** Under which what is in a file is sent. */
  abstract List<String> idsOf(Path file);

  abstract String traceOf(JsonNode event);

  abstract List<String> eventIds(ReceivedBatch batch);
}
