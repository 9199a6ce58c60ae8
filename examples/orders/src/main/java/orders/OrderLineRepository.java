package orders;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.Collection;
import java.util.List;

/** The lines of the orders. */
@JdbcRepository(dialect = Dialect.H2)
interface OrderLineRepository extends CrudRepository<OrderLine, Long> {

  /** The lines of one order. */
  @Query(
      """
      SELECT l.order_id, p.name AS item, l.quantity, p.price_cents
      FROM order_lines l JOIN products p ON p.id = l.product_id WHERE l.order_id = :orderId
      """)
  List<Item> findItems(long orderId);

  /** The lines of several orders, at least one. */
  @Query(
      """
      SELECT l.order_id, p.name AS item, l.quantity, p.price_cents
      FROM order_lines l JOIN products p ON p.id = l.product_id WHERE l.order_id IN (:orderIds)
      """)
  List<Item> findItemsOfAll(Collection<Long> orderIds);

  void deleteByOrderId(long orderId);
}
