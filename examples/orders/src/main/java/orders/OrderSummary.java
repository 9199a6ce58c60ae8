package orders;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * An order as lists show it.
 *
 * @param id counts up from 1
 * @param customer the name of the customer
 * @param placedAt when
 * @param paid whether the money has come
 */
@Serdeable
record OrderSummary(long id, String customer, Instant placedAt, boolean paid) {}
