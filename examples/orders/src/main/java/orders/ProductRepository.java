package orders;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;
import java.util.Optional;

/** What is on offer. */
@JdbcRepository(dialect = Dialect.H2)
interface ProductRepository extends CrudRepository<Product, Long> {

  List<Product> findAllOrderByName();

  Optional<Product> findByName(String name);

  /** The products that sold most, with how many. */
  @Query(
      """
      SELECT p.name AS item, SUM(l.quantity) AS sold
      FROM order_lines l JOIN products p ON p.id = l.product_id JOIN orders o ON o.id = l.order_id
      WHERE o.paid = TRUE GROUP BY p.name ORDER BY sold DESC LIMIT 5
      """)
  List<Bestseller> findBestsellers();
}
