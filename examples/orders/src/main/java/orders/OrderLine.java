package orders;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * A line of an order.
 *
 * @param id given by the database; 0 before that
 * @param orderId of which order
 * @param productId what
 * @param quantity how many
 */
@MappedEntity("order_lines")
record OrderLine(@Id @GeneratedValue long id, long orderId, long productId, int quantity) {}
