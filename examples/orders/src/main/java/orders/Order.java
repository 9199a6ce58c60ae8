package orders;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * That a customer ordered; what is in the lines.
 *
 * @param id given by the database; 0 before that
 * @param customerId who
 * @param placedAt when
 * @param paid whether the money has come
 */
@MappedEntity("orders")
record Order(@Id @GeneratedValue long id, long customerId, Instant placedAt, boolean paid) {}
