package io.routeflow.micronaut.delivery.spool;

import io.routeflow.micronaut.event.EventIds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a process leaves behind that is killed while it divides a batch which was too large: the
 * batch is still there, beside one of its parts or both. The same events must not be sent by both.
 */
final class Divisions {

  private Divisions() {}

  /** The files without those that others replace, which are deleted. */
  static List<Path> finish(List<Path> files, String destination) {
    Map<UUID, SpooledBatch> batches = new LinkedHashMap<>();
    Map<UUID, Path> paths = new LinkedHashMap<>();
    for (Path file : files) {
      SpooledBatch batch = SpooledBatch.of(destination, file.getFileName().toString(), 0);
      if (batch != null) {
        batches.put(batch.id(), batch);
        paths.put(batch.id(), file);
      }
    }
    List<Path> left = new ArrayList<>(files);
    for (SpooledBatch batch : batches.values()) {
      Path replaced = replaced(batch, paths);
      if (replaced != null && SpoolFiles.deleteQuietly(replaced)) {
        left.remove(replaced);
      }
    }
    return left;
  }

  /**
   * The batch itself where both parts are there. One part alone was not sent yet: it is made again,
   * under the same id.
   */
  private static @Nullable Path replaced(SpooledBatch batch, Map<UUID, Path> paths) {
    int half = batch.events() / 2;
    if (half == 0) {
      return null;
    }
    Path first = paths.get(EventIds.part(batch.id(), 0, half));
    Path second = paths.get(EventIds.part(batch.id(), half, batch.events()));
    if (first != null && second != null) {
      return paths.get(batch.id());
    }
    return first == null ? second : first;
  }
}
