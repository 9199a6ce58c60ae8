package io.routeflow.micronaut.delivery.spool;

import io.micronaut.core.annotation.Internal;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a batch on disk without reading it. The name of its file has all of it but the
 * size, and sorts by time. Immutable.
 *
 * @param destination the name of its destination
 * @param createdMillis when it was made, in milliseconds since 1970
 * @param id the batch's id
 * @param events how many it has, at least 1
 * @param bytes the size of the file
 * @param sinceMillis from when on its age counts, by {@link SpoolClock#steadyMillis}
 */
@Internal
public record SpooledBatch(
    String destination, long createdMillis, UUID id, int events, long bytes, long sinceMillis) {

  private static final Pattern NAME =
      Pattern.compile("(\\d{15})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-(\\d{1,7})\\.batch");

  /** The name of the file. */
  String fileName() {
    return String.format(Locale.ROOT, "%015d-%s-%d.batch", createdMillis, id, events);
  }

  /**
   * What a file's name says, with an age that counts from the time in it; {@code null} where it is
   * the name of no batch.
   */
  static @Nullable SpooledBatch of(String destination, String fileName, long bytes) {
    Matcher matcher = NAME.matcher(fileName);
    if (!matcher.matches()) {
      return null;
    }
    int events = Integer.parseInt(matcher.group(3));
    if (events == 0) {
      return null;
    }
    long createdMillis = Long.parseLong(matcher.group(1));
    UUID id = UUID.fromString(matcher.group(2));
    return new SpooledBatch(destination, createdMillis, id, events, bytes, createdMillis);
  }

  /**
   * The same batch where its time is not after another one, since one with a wrong clock made it,
   * and with an age that counts from then on.
   */
  SpooledBatch notAfter(long nameMillis, long since) {
    return new SpooledBatch(
        destination, Math.min(createdMillis, nameMillis), id, events, bytes, since);
  }
}
