package orders.ingest;

import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The batches that came last; a batch that comes again is known by its id. */
@Singleton
final class ReceivedBatches {

  static final int MAX_BATCHES = 50;

  private final Deque<Batch> newestFirst = new ArrayDeque<>(MAX_BATCHES);

  synchronized void add(Batch batch) {
    if (newestFirst.stream().anyMatch(known -> known.id().equals(batch.id()))) {
      return;
    }
    if (newestFirst.size() == MAX_BATCHES) {
      newestFirst.removeLast();
    }
    newestFirst.addFirst(batch);
  }

  /** The newest batches, as many as it takes to show so many events. */
  synchronized List<Batch> newestFirst(int events) {
    List<Batch> shown = new ArrayList<>();
    int count = 0;
    for (Batch batch : newestFirst) {
      if (count >= events) {
        break;
      }
      shown.add(batch);
      count += batch.events().size();
    }
    return shown;
  }
}
