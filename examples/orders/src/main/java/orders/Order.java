package orders;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What a customer has ordered.
 *
 * @param id counts up from 1
 * @param item what
 * @param quantity how many
 * @param paid whether the money has come
 */
@Serdeable
record Order(long id, String item, int quantity, boolean paid) {

  Order asPaid() {
    return new Order(id, item, quantity, true);
  }
}
