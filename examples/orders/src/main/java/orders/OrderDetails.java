package orders;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/**
 * An order with all that is in it.
 *
 * @param id counts up from 1
 * @param customer the name of the customer
 * @param placedAt when
 * @param paid whether the money has come
 * @param items its lines
 */
@Serdeable
record OrderDetails(long id, String customer, Instant placedAt, boolean paid, List<Item> items) {

  static OrderDetails of(OrderSummary order, List<Item> items) {
    return new OrderDetails(order.id(), order.customer(), order.placedAt(), order.paid(), items);
  }
}
