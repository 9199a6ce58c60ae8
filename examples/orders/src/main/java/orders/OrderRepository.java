package orders;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;
import java.util.Optional;

/** The orders, without their lines. */
@JdbcRepository(dialect = Dialect.H2)
interface OrderRepository extends CrudRepository<Order, Long> {

  /** The newest orders, the newest first. */
  @Query(
      """
      SELECT o.id, c.name AS customer, o.placed_at, o.paid
      FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY o.id DESC LIMIT 50
      """)
  List<OrderSummary> findNewest();

  @Query(
      """
      SELECT o.id, c.name AS customer, o.placed_at, o.paid
      FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.id = :id
      """)
  Optional<OrderSummary> findSummary(long id);

  /** A customer's newest orders, the newest first. */
  @Query(
      """
      SELECT o.id, c.name AS customer, o.placed_at, o.paid
      FROM orders o JOIN customers c ON c.id = o.customer_id
      WHERE c.id = :customerId ORDER BY o.id DESC LIMIT 50
      """)
  List<OrderSummary> findByCustomer(long customerId);

  /** How many orders it changed: one or none. */
  @Query("UPDATE orders SET paid = TRUE WHERE id = :id")
  int markPaid(long id);

  /** How many orders it removed: one or none. */
  @Query("DELETE FROM orders WHERE id = :id")
  int remove(long id);
}
