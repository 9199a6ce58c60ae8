package io.routeflow.micronaut.delivery.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.BatchOrigin;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The application whose batches are in a folder. A batch says of which deployment it is, but not of
 * which service, since whatever sends it does, with a key and to an address of its own: another
 * application that has the same directory must not send it. Immutable.
 *
 * @param service the name of the service
 * @param environment such as {@code production}
 * @param origin which deployment this process is of; {@code null} where batches do not say it
 */
@Internal
public record SpoolOwner(
    String service, String environment, Supplier<@Nullable BatchOrigin> origin) {

  /** What stands for it in the name of a folder. */
  String mark() {
    CRC32C sum = new CRC32C();
    sum.update((service + "\n" + environment).getBytes(UTF_8));
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }
}
